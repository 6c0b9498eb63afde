package org.uputnica.consent.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Command: note that the person was told of an exception, or why not yet.
 *
 * @param told with language and meeting; otherwise with {@code notYet}
 */
public record TellPerson(
    UUID id,
    boolean told,
    ExceptionTelling.@Nullable NotYet notYet,
    @Nullable String language,
    @Nullable String interpreter,
    @Nullable UUID contact,
    Instant deviceTime) {}
