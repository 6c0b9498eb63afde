/** Tests of the directory. */
@NullMarked
package org.uputnica.directory.api.hsds;

import org.jspecify.annotations.NullMarked;
