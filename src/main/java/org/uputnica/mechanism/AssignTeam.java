package org.uputnica.mechanism;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is to work on a case.
 *
 * @param manager account; absent: the caller herself when nobody manages the case, else the manager
 *     stays
 * @param colleagues accounts; they replace those there are
 */
public record AssignTeam(@Nullable String manager, Set<String> colleagues) {}
