/** What tests of several features share: the real stack, tokens of the demo people. */
@NullMarked
package org.uputnica.testing;

import org.jspecify.annotations.NullMarked;
