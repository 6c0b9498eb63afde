/**
 * Who she is: identity data, sealed under one key per person and read only with a grant of the
 * consent gate.
 */
@NullMarked
package org.uputnica.casefile;

import org.jspecify.annotations.NullMarked;
