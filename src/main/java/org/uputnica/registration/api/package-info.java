/** Cases over HTTP. */
@NullMarked
package org.uputnica.registration.api;

import org.jspecify.annotations.NullMarked;
