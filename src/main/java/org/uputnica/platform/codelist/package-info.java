/** Code lists of the trade, read from the CSV files under codelists. */
@NullMarked
package org.uputnica.platform.codelist;

import org.jspecify.annotations.NullMarked;
