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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.CaseRecord;
import org.uputnica.mechanism.domain.Clock;
import org.uputnica.mechanism.domain.ClockCode;
import org.uputnica.mechanism.domain.Element;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Parameter;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;

/**
 * Makes mechanisms out of files: the base, with the parameters of one country over it. A new track
 * is a new file in {@code base}, a new country a new file in {@code countries}; neither needs a
 * change here.
 */
public final class MechanismLoader {
  private static final String CLOCKS = "base/clocks.yaml";
  private static final String INPUTS = "base/inputs.yaml";
  private static final String COUNTRIES = "countries/";
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
    return new MechanismLoader(ours());
  }

  /**
   * Reads the files that are part of the program, and over them, file by file, those of an
   * operator's own directory with folders {@code base}, {@code countries} and {@code texts}.
   */
  public static MechanismLoader ofDirectory(Path directory) {
    return new MechanismLoader(ours().with(directory));
  }

  private static MechanismFiles ours() {
    return MechanismFiles.ofClasspath(MechanismLoader.class.getClassLoader());
  }

  /**
   * The mechanisms of all countries, by country code, as they are written; whether they make sense
   * as a whole is what {@link MechanismCheck} looks at.
   *
   * @throws MechanismFileException if a file says something that cannot be meant
   */
  public Map<String, Mechanism> countries() {
    Reading reading = new Reading();
    Map<String, Mechanism> countries = countries(reading);
    reading.requireNothingWrong();
    return countries;
  }

  /** What holds before any country says otherwise; for documents and tests, no case runs on it. */
  public Mechanism base() {
    Reading reading = new Reading();
    Optional<Mechanism> base = base(reading);
    reading.requireNothingWrong();
    return base.orElseThrow();
  }

  Map<String, Mechanism> countries(Reading reading) {
    Map<String, Mechanism> mechanisms = new TreeMap<>();
    files
        .countries()
        .forEach((name, bytes) ->
            reading
                .attempt(() -> country(name, bytes, reading))
                .ifPresent(mechanism -> mechanisms.put(mechanism.country(), mechanism)));
    return mechanisms;
  }

  Optional<Mechanism> base(Reading reading) {
    return reading.attempt(() -> build("", null, new byte[0], reading));
  }

  /** What an operator calls the things in these files. */
  public OwnTexts texts() {
    return texts(new Reading());
  }

  OwnTexts texts(Reading reading) {
    return OwnTexts.read(files.texts(), reading);
  }

  MechanismFiles files() {
    return files;
  }

  /** Reads the files of a kept version, text by name. */
  public static MechanismLoader ofTexts(Map<String, String> texts) {
    Map<String, byte[]> base = new TreeMap<>();
    Map<String, byte[]> countries = new TreeMap<>();
    texts.forEach((name, text) ->
        (name.startsWith(COUNTRIES) ? countries : base)
            .put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new MechanismLoader(new MechanismFiles(base, countries, Map.of()));
  }

  /** The files that make up one country's mechanism, text by name. */
  public Map<String, String> textOf(Mechanism mechanism) {
    Map<String, String> texts = new TreeMap<>();
    files.base().forEach((name, bytes) -> texts.put(name, text(bytes)));
    String own = fileOf(mechanism.country());
    texts.put(own, text(files.countries().getOrDefault(own, new byte[0])));
    return texts;
  }

  /** Changes with every change of any file. */
  public String fingerprint() {
    return digest(
        Stream.of(files.base(), files.countries(), files.texts())
            .flatMap(it -> it.entrySet().stream()));
  }

  private static String fileOf(String country) {
    return COUNTRIES + country.toLowerCase(Locale.ROOT) + ".yaml";
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Mechanism country(String name, byte[] bytes, Reading reading) {
    Node country = Node.parse(name, bytes, reading);
    String code = country.text("country");
    if (!name.equals(fileOf(code))) {
      country
          .get("country")
          .report(
              "the file of " + code + " is called " + name,
              "call it " + code.toLowerCase(Locale.ROOT) + ".yaml");
    }
    return build(code, country, bytes, reading);
  }

  private Mechanism build(
      String code, @Nullable Node country, byte[] countryBytes, Reading reading) {
    Map<String, Parameter> parameters =
        country == null ? Map.of() : CountryReader.parameters(country, codeLists);
    List<Node> trackFiles = trackFiles(reading);
    Node common = file(COMMON, reading).only("recorders", "screening", "risk-clock");
    var clocks = new ClockBook(file(CLOCKS, reading), country, parameters, codeLists);
    var inputs = new InputBook(file(INPUTS, reading), country, parameters, codeLists);
    var guards =
        new GuardReader(
            codeLists,
            clocks,
            inputs,
            reading
                .attempt(() -> elements(common, parameters, "adult"))
                .orElse(EnumSet.allOf(Element.class)),
            reading
                .attempt(() -> elements(common, parameters, "child"))
                .orElse(EnumSet.allOf(Element.class)),
            Optional.ofNullable(parameters.get("P-REFL-START")).flatMap(it -> it.part("value")),
            reading.attempt(() -> riskAge(common, clocks)).orElse(CaseRecord.RISK_FRESH));
    var tightenings = new Tightenings(country, parameters);
    var reader = new TrackReader(codeLists, inputs, clocks, guards, tightenings);
    Map<TrackCode, Track> tracks = new LinkedHashMap<>();
    for (Node file : trackFiles) {
      Optional<Track> track = reading.attempt(() -> reader.read(file));
      if (track.isEmpty()) {
        reading.leftOut(file.file());
      } else if (tracks.putIfAbsent(track.get().code(), track.get()) != null) {
        file.get("track")
            .report(
                "another file is about the track " + track.get().code(),
                "give one of them another name, or join them");
      }
    }
    if (reading.isWhole(Reading.Part.WAYS)) {
      tightenings.requireAllUsed();
    }
    return new Mechanism(
        code,
        version(countryBytes),
        List.copyOf(tracks.values()),
        clocks.all(),
        reading
            .attempt(() -> CountryDays.read(code, country))
            .orElseGet(() -> CountryDays.read(code, null)),
        List.copyOf(parameters.values()),
        recorders(common.get("recorders")));
  }

  private List<Node> trackFiles(Reading reading) {
    List<Node> tracks = new ArrayList<>();
    files
        .base()
        .forEach((name, bytes) -> {
          if (!Set.of(CLOCKS, INPUTS, COMMON).contains(name)) {
            reading
                .attempt(() -> Node.parse(name, bytes, reading))
                .ifPresentOrElse(tracks::add, () -> reading.leftOut(name));
          }
        });
    tracks.sort(Comparator.comparingInt(track -> order(track, reading)));
    return tracks;
  }

  private static int order(Node track, Reading reading) {
    return reading
        .attempt(() -> track.number("order", Integer.MAX_VALUE))
        .orElse(Integer.MAX_VALUE);
  }

  private Node file(String name, Reading reading) {
    byte[] bytes = files.base().get(name);
    if (bytes == null) {
      throw new MechanismFileException(name, 1, "the file is missing", "put it there");
    }
    return Node.parse(name, bytes, reading);
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
        own == null || !own.isKnown()
            ? base.items().stream().map(Node::text).toList()
            : own.words(age);
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
    return digest(
            Stream.concat(files.base().entrySet().stream(), Stream.of(Map.entry("", country))))
        .substring(0, VERSION_LENGTH);
  }

  private static String digest(Stream<Map.Entry<String, byte[]>> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(file -> {
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update(file.getValue());
      });
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
