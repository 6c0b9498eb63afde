/** What a change is, and where a device has got to. */
@NullMarked
package org.uputnica.changes.domain;

import org.jspecify.annotations.NullMarked;
