/** Texts. */
@org.jspecify.annotations.NullMarked
package org.uputnica.platform.text;
