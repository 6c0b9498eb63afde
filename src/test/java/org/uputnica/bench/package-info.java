@NullMarked
package org.uputnica.bench;

import org.jspecify.annotations.NullMarked;
