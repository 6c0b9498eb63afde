/** What a token must show for an operation. */
@NullMarked
package org.uputnica.platform.token;

import org.jspecify.annotations.NullMarked;
