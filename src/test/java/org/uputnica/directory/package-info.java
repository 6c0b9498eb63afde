/** Tests of the directory. */
@NullMarked
package org.uputnica.directory;

import org.jspecify.annotations.NullMarked;
