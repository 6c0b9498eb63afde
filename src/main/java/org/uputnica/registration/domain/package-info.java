/** The rules of a first registration. */
@NullMarked
package org.uputnica.registration.domain;

import org.jspecify.annotations.NullMarked;
