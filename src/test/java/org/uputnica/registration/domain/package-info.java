@NullMarked
package org.uputnica.registration.domain;

import org.jspecify.annotations.NullMarked;
