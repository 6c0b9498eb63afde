package org.uputnica.directory.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whom to turn to in an organisation: a function, never a person. HSDS contact without its name.
 *
 * @param function such as {@code intake} or {@code data-protection}
 */
public record FunctionContact(String function, @Nullable String phone, @Nullable String email) {}
