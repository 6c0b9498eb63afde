/** Directory files in HSDS 3.1 shape with our intake profile ({@code docs/hsds-profile.md}). */
@NullMarked
package org.uputnica.directory.api.hsds;

import org.jspecify.annotations.NullMarked;
