/** Tests of the directory. */
@NullMarked
package org.uputnica.directory.api;

import org.jspecify.annotations.NullMarked;
