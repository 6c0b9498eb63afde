package org.uputnica.play;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./uputnica play}: plays scenarios against the running service and stops at the first thing
 * that is not as the scenario says.
 */
public final class Player {
  /** The scenarios that come with the service, in the order in which {@code all} plays them. */
  static final List<String> SCENARIOS =
      List.of(
          "01-night-at-the-border",
          "02-beaten-in-the-forest",
          "03-fourteen-or-eighteen",
          "04-no-to-the-mechanism",
          "05-police-ask-the-house",
          "06-unconscious-patient",
          "07-no-bed-free",
          "08-a-no-and-new-evidence",
          "09-day-twenty-nine",
          "10-return-with-a-child",
          "11-consent-taken-back",
          "12-thirty-nine-in-one-house",
          "13-met-again-two-years-later",
          "14-the-lost-phone",
          "15-seen-by-the-employer",
          "16-how-many-were-there",
          "17-the-interpreter-is-from-her-street",
          "18-what-do-you-keep-of-me",
          "19-where-is-the-house",
          "20-a-country-leaves",
          "21-a-bed-and-not-the-police",
          "22-one-after-the-other",
          "al-from-first-contact-to-closing",
          "ba-from-first-contact-to-closing",
          "me-from-first-contact-to-closing",
          "mk-from-first-contact-to-closing",
          "rs-from-first-contact-to-closing",
          "xk-from-first-contact-to-closing");

  private static final Pattern RANGE = Pattern.compile("([\\w-]+)\\.\\.([\\w-]+)");

  private static final int AS_EXPECTED = 0;
  private static final int DEVIATION = 1;
  private static final int NOT_PLAYED = 2;
  private static final String USAGE =
      "usage: ./uputnica play all | SCENARIO... | FIRST..LAST [--stop-after STEP --state FILE] | --resume FILE";

  private final Addresses addresses;
  private final PrintStream screen;
  private final Clock clock;

  private Player(Addresses addresses, PrintStream screen, Clock clock) {
    this.addresses = addresses;
    this.screen = screen;
    this.clock = clock;
  }

  /**
   * Plays what the arguments name.
   *
   * @return 0 when everything was as expected, 1 at the first deviation, 2 when it could not be
   *     played
   */
  public static int run(String... arguments) {
    return run(System.getenv(), System.out, System.err, arguments);
  }

  static int run(
      Map<String, String> environment,
      PrintStream screen,
      PrintStream complaints,
      String... words) {
    try {
      Wish wish = Wish.of(words);
      return new Player(Addresses.from(environment), screen, Clock.systemUTC()).play(wish);
    } catch (ScenarioMistake mistake) {
      complaints.println("uputnica: " + mistake.getMessage());
      return NOT_PLAYED;
    }
  }

  private int play(Wish wish) {
    @Nullable Bookmark bookmark = wish.resume == null ? null : Bookmark.read(wish.resume);
    List<String> names = bookmark == null ? wish.scenarios : List.of(bookmark.source());
    List<Scenario> scenarios = names.stream().map(Player::find).toList();
    try (Wire wire = new Wire(addresses, clock)) {
      for (Scenario scenario : scenarios) {
        if (!play(scenario, wire, bookmark, wish)) {
          return DEVIATION;
        }
      }
    }
    return AS_EXPECTED;
  }

  private boolean play(Scenario scenario, Wire wire, @Nullable Bookmark bookmark, Wish wish) {
    int from = bookmark == null ? 1 : bookmark.next();
    int all = scenario.steps().size();
    int to = wish.stopAfter == 0 ? all : Math.min(all, wish.stopAfter);
    screen.println("Scenario " + scenario.title());
    Performance performance = new Performance(scenario, wire, screen, clock);
    wire.devices(Map.of());
    if (bookmark != null) {
      performance.goOnFrom(bookmark);
    }
    long began = System.nanoTime();
    if (!performance.play(from, to)) {
      screen.println("Stopped at the first deviation.");
      return false;
    }
    if (wish.state != null && to < all) {
      performance.bookmark(to + 1).write(wish.state);
      screen.println("Stopped after step " + to + "; go on with: play --resume " + wish.state);
      return true;
    }
    List<Step> played = scenario.steps().subList(from - 1, to);
    screen.printf(
        "As expected: %d steps, %d of them refused as they must be, %.1f seconds.%n%n",
        played.size(),
        played.stream().filter(Step::impossible).count(),
        (System.nanoTime() - began) / 1e9);
    return true;
  }

  /** What a word names: with two dots all stories from one to the other, in their order. */
  static List<String> named(String word) {
    Matcher range = RANGE.matcher(word);
    if (!range.matches()) {
      return List.of(word);
    }
    int first = position(range.group(1));
    int last = position(range.group(2));
    if (first < 0 || last < first) {
      throw unknown(word);
    }
    return SCENARIOS.subList(first, last + 1);
  }

  private static int position(String name) {
    for (int i = 0; i < SCENARIOS.size(); i++) {
      if (isCalled(SCENARIOS.get(i), name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isCalled(String known, String name) {
    return known.equals(name) || known.startsWith(name + "-");
  }

  private static ScenarioMistake unknown(String name) {
    return new ScenarioMistake(
        "There is no scenario " + name + ". Known: " + String.join(", ", SCENARIOS));
  }

  /** Finds a scenario by its number, its name or the path of a file. */
  static Scenario find(String name) {
    int known = position(name);
    if (known >= 0) {
      return ScenarioReader.read(SCENARIOS.get(known), bundled(SCENARIOS.get(known)));
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw unknown(name);
    }
    try {
      return ScenarioReader.read(file.toAbsolutePath().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ScenarioMistake(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static String bundled(String name) {
    try (InputStream file = Player.class.getResourceAsStream("/scenarios/" + name + ".yaml")) {
      if (file == null) {
        throw new ScenarioMistake("The scenario " + name + " is not part of this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ScenarioMistake(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** What the arguments ask for. */
  private record Wish(
      List<String> scenarios, int stopAfter, @Nullable Path state, @Nullable Path resume) {

    static Wish of(String... words) {
      List<String> scenarios = new ArrayList<>();
      int stopAfter = 0;
      @Nullable Path state = null;
      @Nullable Path resume = null;
      for (int i = 0; i < words.length; i++) {
        switch (words[i]) {
          case "all" -> scenarios.addAll(SCENARIOS);
          case "--stop-after" -> stopAfter = number(value(words, ++i));
          case "--state" -> state = Path.of(value(words, ++i));
          case "--resume" -> resume = Path.of(value(words, ++i));
          default -> scenarios.addAll(named(words[i]));
        }
      }
      boolean whole = stopAfter == 0 && state == null;
      boolean stopped = stopAfter > 0 && state != null && scenarios.size() == 1;
      if (resume == null ? scenarios.isEmpty() || !(whole || stopped) : !scenarios.isEmpty()) {
        throw new ScenarioMistake(USAGE);
      }
      return new Wish(List.copyOf(scenarios), stopAfter, state, resume);
    }

    private static String value(String[] words, int at) {
      if (at >= words.length) {
        throw new ScenarioMistake(USAGE);
      }
      return words[at];
    }

    private static int number(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new ScenarioMistake(USAGE, e);
      }
    }
  }
}
