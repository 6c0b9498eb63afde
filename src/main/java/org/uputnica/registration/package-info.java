/**
 * One contact becomes one case: minimum data, screening, first consents, first sealed items, in one
 * transaction.
 */
@NullMarked
package org.uputnica.registration;

import org.jspecify.annotations.NullMarked;
