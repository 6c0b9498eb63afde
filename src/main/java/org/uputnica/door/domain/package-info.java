/** Numbers, tries and messages of the person's own door. */
@NullMarked
package org.uputnica.door.domain;

import org.jspecify.annotations.NullMarked;
