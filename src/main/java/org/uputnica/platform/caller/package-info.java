/** Who is calling: roles, organisation, country; the only source of them is the token. */
@NullMarked
package org.uputnica.platform.caller;

import org.jspecify.annotations.NullMarked;
