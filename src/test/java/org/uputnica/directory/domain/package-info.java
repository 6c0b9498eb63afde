/** Tests of the directory. */
@NullMarked
package org.uputnica.directory.domain;

import org.jspecify.annotations.NullMarked;
