@NullMarked
package org.uputnica.inbox.domain;

import org.jspecify.annotations.NullMarked;
