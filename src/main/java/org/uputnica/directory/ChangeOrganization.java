package org.uputnica.directory;

import java.util.List;
import org.uputnica.directory.domain.FunctionContact;
import org.uputnica.directory.domain.Schedule;

/**
 * How an organisation says it is reached; it replaces what was said before.
 *
 * @param languages in which it answers, BCP 47
 */
public record ChangeOrganization(
    String phone, List<String> languages, List<Schedule> hours, List<FunctionContact> contacts) {}
