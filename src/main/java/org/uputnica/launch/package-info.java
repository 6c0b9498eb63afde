/**
 * Starts the service: alone against an external PostgreSQL and Keycloak (production), or with both
 * as children of its own process (demo and tests). Knows nothing of referrals.
 */
@NullMarked
package org.uputnica.launch;

import org.jspecify.annotations.NullMarked;
