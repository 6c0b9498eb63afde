@NullMarked
package org.uputnica.door.api;

import org.jspecify.annotations.NullMarked;
