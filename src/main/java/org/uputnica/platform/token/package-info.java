/**
 * What a token must be besides signed: bound to a key, its proof unused, its account still
 * standing, the second factor shown just now.
 */
@NullMarked
package org.uputnica.platform.token;

import org.jspecify.annotations.NullMarked;
