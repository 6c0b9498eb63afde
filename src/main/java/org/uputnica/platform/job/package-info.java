/** What the service does by itself, round after round. */
@NullMarked
package org.uputnica.platform.job;

import org.jspecify.annotations.NullMarked;
