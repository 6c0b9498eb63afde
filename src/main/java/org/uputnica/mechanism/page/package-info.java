/** What people read of a procedure: the page of a country and the diagram of a track. */
@NullMarked
package org.uputnica.mechanism.page;

import org.jspecify.annotations.NullMarked;
