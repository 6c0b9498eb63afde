/** Whether a content is malware, as a scanner outside the service says. */
@NullMarked
package org.uputnica.platform.scan;

import org.jspecify.annotations.NullMarked;
