/** What has changed since a device last asked, for those that work without a network. */
@NullMarked
package org.uputnica.changes;

import org.jspecify.annotations.NullMarked;
