/** Pure directory: entries, free places, needs, and the rules that match them. */
@NullMarked
package org.uputnica.directory.domain;

import org.jspecify.annotations.NullMarked;
