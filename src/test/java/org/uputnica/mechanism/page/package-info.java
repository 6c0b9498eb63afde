@NullMarked
package org.uputnica.mechanism.page;

import org.jspecify.annotations.NullMarked;
