package org.uputnica.testing;

import java.util.UUID;

/**
 * Somebody at a desk.
 *
 * @param username in the demo realm
 * @param organization id of the directory entry
 * @param country ISO 3166-1 alpha-2, or {@code XK}
 */
public record Person(String username, UUID organization, String country) {}
