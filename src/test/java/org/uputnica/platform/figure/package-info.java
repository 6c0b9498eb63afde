/** What is counted for whoever watches over the node: how many and how old, never who. */
@NullMarked
package org.uputnica.platform.figure;

import org.jspecify.annotations.NullMarked;
