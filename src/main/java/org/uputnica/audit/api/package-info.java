/** The journal over HTTP. */
@NullMarked
package org.uputnica.audit.api;

import org.jspecify.annotations.NullMarked;
