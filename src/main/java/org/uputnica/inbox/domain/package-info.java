/** How, when and where somebody is told, and what is on its way. */
@NullMarked
package org.uputnica.inbox.domain;

import org.jspecify.annotations.NullMarked;
