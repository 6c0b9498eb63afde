/** Format, tree and verifier, without a container. */
@NullMarked
package org.uputnica.audit.domain;

import org.jspecify.annotations.NullMarked;
