package org.uputnica.directory.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The paper a service works under; written down by the national office alone.
 *
 * @param body who gave it
 * @param number as printed on it
 * @param until last day on which it holds, in the country's time
 * @param inspected when somebody last looked
 */
public record Licence(
    @Nullable String body,
    @Nullable String number,
    @Nullable LocalDate until,
    @Nullable LocalDate inspected) {}
