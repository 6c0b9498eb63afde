package org.uputnica.directory.api.hsds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.domain.Schedule;
import org.uputnica.platform.id.Ids;

/**
 * HSDS schedules. Their fields are the parts of an RFC 5545 rule; read are those that say on which
 * days something opens. A rule that counts ({@code count}, {@code byweekno}, {@code byyearday}) and
 * times of another zone than the country's cannot be judged, and are not said to be known.
 */
final class Schedules {
  private static final Pattern DAY = Pattern.compile("(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)");
  private static final Pattern TIME =
      Pattern.compile("(([01][0-9]|2[0-3]):[0-5][0-9])(:[0-5][0-9])?|24:00(:00)?");
  private static final List<String> NOT_JUDGED =
      List.of("count", "byweekno", "byyearday", "timezone");
  private static final List<String> FREQUENCIES = List.of(Schedule.WEEKLY, Schedule.MONTHLY);

  private Schedules() {}

  /** Those of an object, or none when one of them cannot be judged. */
  static List<Schedule> read(Spot object) {
    List<Spot> given = object.items("schedules");
    boolean judged =
        given.stream()
            .allMatch(it ->
                NOT_JUDGED.stream().allMatch(field -> it.find(field) == null)
                    && it.find("opens_at") != null
                    && it.find("closes_at") != null);
    return judged ? given.stream().map(Schedules::schedule).toList() : List.of();
  }

  static Schedule schedule(Spot spot) {
    @Nullable Spot frequency = spot.find("freq");
    String freq = frequency == null ? Schedule.WEEKLY : frequency.text();
    if (!FREQUENCIES.contains(freq)) {
      throw spot.get("freq").wrong("must be one of WEEKLY, MONTHLY");
    }
    @Nullable Spot interval = spot.find("interval");
    @Nullable LocalDate until = date(spot, "until");
    @Nullable LocalDate to = date(spot, "valid_to");
    return new Schedule(
        freq,
        interval == null ? 1 : interval.number(1, 52),
        days(spot, freq),
        monthDays(spot),
        date(spot, "dtstart"),
        date(spot, "valid_from"),
        earlier(until, to),
        time(spot, "opens_at"),
        time(spot, "closes_at"));
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static List<String> days(Spot spot, String frequency) {
    @Nullable Spot days = spot.find("byday");
    if (days == null) {
      return List.of();
    }
    List<String> codes = Arrays.stream(days.text().split(",", -1)).map(String::strip).toList();
    boolean weekly = frequency.equals(Schedule.WEEKLY);
    if (!codes.stream()
        .allMatch(it -> DAY.matcher(it).matches() && (!weekly || it.length() == 2))) {
      throw days.wrong("must be days as MO,TU,WE");
    }
    return codes;
  }

  private static List<Integer> monthDays(Spot spot) {
    @Nullable Spot days = spot.find("bymonthday");
    if (days == null) {
      return List.of();
    }
    List<String> numbers = Arrays.stream(days.text().split(",", -1)).map(String::strip).toList();
    if (!numbers.stream().allMatch(it -> it.matches("-?([1-9]|[12][0-9]|3[01])"))) {
      throw days.wrong("must be days of the month as 1,15,-1");
    }
    return numbers.stream().map(Integer::valueOf).toList();
  }

  private static @Nullable LocalDate date(Spot spot, String field) {
    @Nullable Spot date = spot.find(field);
    try {
      return date == null ? null : LocalDate.parse(date.text());
    } catch (DateTimeParseException unreadable) {
      throw date.wrong("must be a date");
    }
  }

  private static LocalTime time(Spot spot, String field) {
    Spot time = spot.get(field);
    if (!TIME.matcher(time.text()).matches()) {
      throw time.wrong("must be a time as 08:00");
    }
    return time.text().startsWith("24") ? LocalTime.MIDNIGHT : LocalTime.parse(time.text());
  }

  /** A schedule as HSDS has it. */
  static ObjectNode write(Schedule schedule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", Ids.random().toString());
    put(node, "valid_from", schedule.from());
    put(node, "valid_to", schedule.to());
    put(node, "dtstart", schedule.start());
    node.put("freq", schedule.frequency());
    if (schedule.interval() > 1) {
      node.put("interval", schedule.interval());
    }
    if (!schedule.days().isEmpty()) {
      node.put("byday", String.join(",", schedule.days()));
    }
    if (!schedule.monthDays().isEmpty()) {
      node.put(
          "bymonthday",
          String.join(",", schedule.monthDays().stream().map(String::valueOf).toList()));
    }
    node.put("opens_at", schedule.opens().toString());
    node.put("closes_at", schedule.closes().toString());
    return node;
  }

  private static void put(ObjectNode node, String field, @Nullable LocalDate day) {
    if (day != null) {
      node.put(field, day.toString());
    }
  }
}
