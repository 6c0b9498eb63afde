package org.uputnica.directory;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Schedule;

/**
 * What a house says about one of its services; it replaces what was said before.
 *
 * @param interpreter whether one can be called
 * @param interpreters how one is arranged
 * @param sexes null means all
 * @param accessibility null means not said
 */
public record ChangeService(
    boolean active,
    @Nullable String phone,
    List<String> languages,
    boolean interpreter,
    @Nullable String interpreters,
    @Nullable Integer minimumAge,
    @Nullable Integer maximumAge,
    @Nullable Set<String> sexes,
    boolean acceptsChildren,
    Set<String> legalStatuses,
    Set<String> exclusions,
    @Nullable Set<String> accessibility,
    List<Schedule> hours,
    boolean onCall,
    @Nullable Integer maximumStay,
    @Nullable String extension) {}
