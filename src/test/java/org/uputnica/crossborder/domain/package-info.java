@NullMarked
package org.uputnica.crossborder.domain;

import org.jspecify.annotations.NullMarked;
