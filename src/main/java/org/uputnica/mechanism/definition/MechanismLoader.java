package org.uputnica.mechanism.definition;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Track;

/**
 * Makes mechanisms out of files: the base, with the parameters of one country over it. A new track
 * is a new file in {@code base}, a new country a new file in {@code countries}; neither needs a
 * change here.
 */
public final class MechanismLoader {
  private static final String CLOCKS = "base/clocks.yaml";
  private static final String INPUTS = "base/inputs.yaml";
  private static final String COMMON = "base/mechanism.yaml";
  private static final int VERSION_LENGTH = 16;

  private final MechanismFiles files;
  private final KnownCodes codeLists;

  private MechanismLoader(MechanismFiles files) {
    this.files = files;
    this.codeLists = new KnownCodes();
  }

  /** Reads the files that are part of the program. */
  public static MechanismLoader ofClasspath() {
    return new MechanismLoader(MechanismFiles.ofClasspath(MechanismLoader.class.getClassLoader()));
  }

  /** Reads an operator's own directory with the folders {@code base} and {@code countries}. */
  public static MechanismLoader ofDirectory(Path directory) {
    return new MechanismLoader(MechanismFiles.ofDirectory(directory));
  }

  /**
   * The mechanisms of all countries, by country code.
   *
   * @throws MechanismFileException if a file says something that cannot be meant
   */
  public Map<String, Mechanism> countries() {
    Map<String, Mechanism> mechanisms = new TreeMap<>();
    files
        .countries()
        .forEach((name, bytes) -> {
          Node country = Node.parse(name, bytes);
          String code = country.text("country");
          if (!name.equals("countries/" + code.toLowerCase(Locale.ROOT) + ".yaml")) {
            throw country
                .get("country")
                .wrong(
                    "the file of " + code + " is called " + name,
                    "call it " + code.toLowerCase(Locale.ROOT) + ".yaml");
          }
          mechanisms.put(code, build(code, country, bytes));
        });
    return mechanisms;
  }

  /** What holds before any country says otherwise; for documents and tests, no case runs on it. */
  public Mechanism base() {
    return build("", null, new byte[0]);
  }

  private Mechanism build(String code, @Nullable Node country, byte[] countryBytes) {
    Map<String, Parameter> parameters =
        country == null ? Map.of() : CountryReader.parameters(country, codeLists);
    Node common = file(COMMON).only("recorders", "screening", "risk-clock");
    var clocks = new ClockBook(file(CLOCKS), country, parameters, codeLists);
    var inputs = new InputBook(file(INPUTS), parameters, codeLists);
    var guards =
        new GuardReader(
            codeLists,
            clocks,
            inputs,
            elements(common, parameters, "adult"),
            elements(common, parameters, "child"),
            Optional.ofNullable(parameters.get("P-REFL-START")).flatMap(it -> it.part("value")),
            riskAge(common, clocks));
    var tightenings = new Tightenings(country, parameters);
    var reader = new TrackReader(codeLists, inputs, clocks, guards, tightenings);
    List<Track> tracks = trackFiles().stream().map(reader::read).toList();
    tightenings.requireAllUsed();
    return new Mechanism(
        code,
        version(countryBytes),
        tracks,
        clocks.all(),
        List.copyOf(parameters.values()),
        recorders(common.get("recorders")));
  }

  private List<Node> trackFiles() {
    List<Node> tracks = new ArrayList<>();
    files
        .base()
        .forEach((name, bytes) -> {
          if (!Set.of(CLOCKS, INPUTS, COMMON).contains(name)) {
            tracks.add(Node.parse(name, bytes));
          }
        });
    tracks.sort(Comparator.comparingInt(track -> track.number("order", Integer.MAX_VALUE)));
    return tracks;
  }

  private Node file(String name) {
    byte[] bytes = files.base().get(name);
    if (bytes == null) {
      throw new MechanismFileException(name, 1, "the file is missing", "put it there");
    }
    return Node.parse(name, bytes);
  }

  private Mechanism.Recorders recorders(Node node) {
    node.only("adult", "child", "guardian");
    var performers = new Performers(codeLists);
    return new Mechanism.Recorders(
        node.list("adult", performers::read),
        node.list("child", performers::read),
        node.list("guardian", performers::read));
  }

  private static Set<Element> elements(Node common, Map<String, Parameter> parameters, String age) {
    Node base = common.get("screening").only("adult", "child").get(age);
    Parameter own = parameters.get("P-SCREEN");
    List<String> words =
        own == null
            ? base.items().stream().map(Node::text).toList()
            : own.value().getOrDefault(age, List.of());
    Set<Element> elements = EnumSet.noneOf(Element.class);
    for (String word : words) {
      try {
        elements.add(Element.valueOf(word));
      } catch (IllegalArgumentException _) {
        throw base.wrong(
            "\"" + word + "\" is no element", "use ACT, MEANS, PURPOSE, here and in P-SCREEN");
      }
    }
    if (elements.isEmpty()) {
      throw base.wrong(
          "a screening of a " + age + " would ask for nothing",
          "name the elements, here or in P-SCREEN");
    }
    return elements;
  }

  private static Duration riskAge(Node common, ClockBook clocks) {
    Node node = common.get("risk-clock");
    ClockCode code = clocks.known(node);
    return clocks
        .clock(code)
        .flatMap(Clock::lasts)
        .orElseThrow(() ->
            node.wrong(
                code + " has no length",
                "give it one: without it no risk assessment would ever count"));
  }

  private String version(byte[] country) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files
          .base()
          .forEach((name, bytes) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
          });
      digest.update(country);
      return HexFormat.of().formatHex(digest.digest()).substring(0, VERSION_LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
