@NullMarked
package org.uputnica.registration;

import org.jspecify.annotations.NullMarked;
