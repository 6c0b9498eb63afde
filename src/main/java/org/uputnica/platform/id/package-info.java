/** Ids that leave the service: random, made by whoever creates the thing, without meaning. */
@NullMarked
package org.uputnica.platform.id;

import org.jspecify.annotations.NullMarked;
