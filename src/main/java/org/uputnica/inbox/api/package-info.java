/** The inbox over HTTP. */
@NullMarked
package org.uputnica.inbox.api;

import org.jspecify.annotations.NullMarked;
