@NullMarked
package org.uputnica.door.domain;

import org.jspecify.annotations.NullMarked;
