package org.uputnica.consent.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How it was explained and answered. Codes only, never a name.
 *
 * @param method code of {@code consent-methods.csv}; present for every yes and no
 * @param language code of {@code languages.csv}
 * @param textVersion version of the text that was read to the person
 * @param interpreter code of the interpreter, {@code NONE} without
 * @param witness staff code
 * @param understoodBack the person said in own words what will happen
 * @param contact the meeting; a refusal is not asked again in it
 * @param evidence id of the attachment that proves it; several answers may have one sheet
 */
public record Telling(
    @Nullable String method,
    String language,
    @Nullable String textVersion,
    @Nullable String interpreter,
    @Nullable String witness,
    @Nullable Boolean understoodBack,
    UUID contact,
    @Nullable UUID evidence) {}
