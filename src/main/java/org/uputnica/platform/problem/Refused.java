package org.uputnica.platform.problem;

import org.jspecify.annotations.Nullable;
import org.uputnica.platform.caller.Caller;

/**
 * Event: an identified caller was refused.
 *
 * @param operation HTTP method and path template, never the path
 * @param subject the id the path named, if any
 */
public record Refused(
    ProblemType type, Caller caller, String operation, @Nullable String subject) {}
