package org.uputnica.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.mechanism.Procedures.MONDAY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.mechanism.api.InputSchema;
import org.uputnica.mechanism.domain.Actor;
import org.uputnica.mechanism.domain.AgeRule;
import org.uputnica.mechanism.domain.AskedInput;
import org.uputnica.mechanism.domain.Facts;
import org.uputnica.mechanism.domain.InputKind;
import org.uputnica.mechanism.domain.Mechanism;
import org.uputnica.mechanism.domain.Party;
import org.uputnica.mechanism.domain.Performer;
import org.uputnica.mechanism.domain.SaidBy;
import org.uputnica.mechanism.domain.StateCode;
import org.uputnica.mechanism.domain.StepOption;
import org.uputnica.mechanism.domain.StepRefusal;
import org.uputnica.mechanism.domain.StepResult;
import org.uputnica.mechanism.domain.Track;
import org.uputnica.mechanism.domain.TrackCode;
import org.uputnica.mechanism.domain.TrackSnapshot;
import org.uputnica.platform.text.Texts;

/** What the schema of a step accepts the service accepts, and nothing else. */
class InputSchemaTest {
  private static final long SEED = 20_261_127;
  private static final int TRIES = 40;
  private static final String ID = "2f7a6c52-18ad-4a2c-8d9c-0f1a0f4c7e01";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InputSchema schemas =
      new InputSchema(new MechanismLabels(new Texts()), Locale.ENGLISH);
  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private final Random random = new Random(SEED);
  private final Set<Class<?>> kinds = new HashSet<>();
  private int accepted;
  private int refused;

  @Test
  void schemaAndServiceTakeTheSameInputsOfEveryStep() {
    for (Mechanism mechanism : Procedures.COUNTRIES.values()) {
      for (Track track : mechanism.tracks()) {
        track
            .states()
            .forEach(state -> {
              for (AgeRule age : AgeRule.values()) {
                tryAll(mechanism, track, state.code(), age);
              }
            });
      }
    }
    assertThat(accepted).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
    assertThat(kinds).containsExactlyInAnyOrder(InputKind.class.getPermittedSubclasses());
  }

  private void tryAll(Mechanism mechanism, Track track, StateCode state, AgeRule age) {
    TrackSnapshot snapshot = Procedures.withEveryClock(mechanism, track.code(), state);
    Facts facts = Procedures.everythingHolds(age).build();
    Actor anybody = anybody(track);
    for (StepOption option : mechanism.evaluate(snapshot, anybody, facts).options()) {
      if (!option.isOpen()) {
        continue;
      }
      JsonSchema schema = factory.getSchema(JSON.<JsonNode>valueToTree(schemas.of(option)));
      Actor actor = anybody.recording(option.waysOpen().iterator().next());
      option.asks().forEach(asked -> kinds.add(asked.input().kind().getClass()));
      for (int i = 0; i < TRIES; i++) {
        Map<String, String> inputs = inputs(option, i);
        StepResult result =
            mechanism.take(
                snapshot,
                option.step().code(),
                actor,
                InputReader.read(mechanism, snapshot, option.step().code(), inputs),
                facts,
                MONDAY);
        boolean byService = !(result instanceof StepRefusal);
        assertThat(isValid(schema, inputs))
            .as("%s %s %s %s", mechanism, option.step().code(), inputs, result)
            .isEqualTo(byService);
        if (byService) {
          accepted++;
        } else {
          assertThat(result).isInstanceOf(StepRefusal.InputInvalid.class);
          refused++;
        }
      }
    }
  }

  private static boolean isValid(JsonSchema schema, Map<String, String> inputs) {
    return schema
        .validate(
            JSON.valueToTree(inputs),
            (ExecutionContext context) ->
                context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .isEmpty();
  }

  private static Actor anybody(Track track) {
    Set<String> roles =
        Stream.concat(
                Stream.of("R-FRONT", "R-CASE", "R-GUARD", "R-SHELTER", "R-COORD", "R-ID"),
                track.steps().stream().flatMap(step -> step.by().stream()).map(Performer::role))
            .filter(role -> !role.equals(Performer.PERSON))
            .collect(Collectors.toSet());
    return new Actor(roles, Set.of(Party.values()), SaidBy.ACTOR);
  }

  /** Good inputs at first, then with one of them left out, made worse, or one too many. */
  private Map<String, String> inputs(StepOption option, int turn) {
    Map<String, String> inputs = new HashMap<>();
    for (AskedInput asked : option.asks()) {
      if (asked.required() || random.nextBoolean()) {
        inputs.put(asked.name(), good(asked.input().kind()));
      }
    }
    List<String> names = new ArrayList<>(inputs.keySet().stream().sorted().toList());
    if (turn == 1) {
      inputs.put("nobody-asks", "true");
    } else if (turn == 2 && !names.isEmpty()) {
      inputs.remove(names.get(random.nextInt(names.size())));
    } else if (turn > 3 && !names.isEmpty()) {
      String name = names.get(random.nextInt(names.size()));
      InputKind kind =
          option.asks().stream()
              .filter(asked -> asked.name().equals(name))
              .findFirst()
              .orElseThrow()
              .input()
              .kind();
      inputs.put(name, any(kind));
    }
    return inputs;
  }

  private String good(InputKind kind) {
    return switch (kind) {
      case InputKind.Code(String _, List<String> allowed) -> one(allowed);
      case InputKind.Codes codes ->
          several(codes, Math.max(codes.atLeast(), 1) + codes.notOnly().size());
      case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ -> ID;
      case InputKind.Day _ -> "2026-11-20";
      case InputKind.Moment _ -> "2026-11-20T09:30:00Z";
      case InputKind.YesNo _ -> one(List.of("true", "false"));
      case InputKind.Confirmation _ -> "true";
      case InputKind.WholeNumber(long from, Long to) ->
          to == null ? Long.toString(from + random.nextInt(500)) : to.toString();
      case InputKind.Place _ -> "ME-BOZAJ";
      case InputKind.Country _ -> "AL";
    };
  }

  /** Near what is asked: sometimes right, sometimes wrong. */
  private String any(InputKind kind) {
    List<String> strange =
        List.of("", " ", "x", "true ", "TRUE", "žrt", "1", "-1", "01", "1.0", "null", ",", "A,,B");
    List<String> near =
        switch (kind) {
          case InputKind.Code(String _, List<String> allowed) ->
              List.of(
                  one(allowed),
                  one(allowed).toLowerCase(Locale.ROOT),
                  one(allowed) + " ",
                  one(allowed) + ",");
          case InputKind.Codes codes ->
              IntStream.range(0, 6)
                  .mapToObj(size -> several(codes, size))
                  .collect(Collectors.toCollection(ArrayList::new));
          case InputKind.NoteRef _, InputKind.Id _, InputKind.Organization _ ->
              List.of(ID, ID.toUpperCase(Locale.ROOT), ID + "0", ID.replace("-", ""));
          case InputKind.Day _ ->
              List.of(
                  "2026-02-28",
                  "2026-02-29",
                  "2028-02-29",
                  "2026-04-31",
                  "2026-13-01",
                  "2026-1-1",
                  "26-01-01",
                  "+12026-01-01",
                  "2026-00-10",
                  "2026-01-00",
                  "2026-11-20T00:00:00Z");
          case InputKind.Moment _ ->
              List.of(
                  "2026-02-28T23:59:59Z",
                  "2026-02-29T10:00:00Z",
                  "2026-11-20T24:00:00Z",
                  "2026-11-20T10:00Z",
                  "2026-11-20T10:00:00+01:00",
                  "2026-11-20T10:00:00.123456789Z",
                  "2026-11-20T10:00:00.1Z",
                  "2026-11-20t10:00:00z",
                  "2026-11-20T10:60:00Z",
                  "2026-11-20");
          case InputKind.YesNo _, InputKind.Confirmation _ -> List.of("true", "false", "yes");
          case InputKind.WholeNumber(long from, Long _) ->
              List.of(
                  Long.toString(from),
                  Long.toString(from - 1),
                  Long.toString(from + 1),
                  "9",
                  "10",
                  "99",
                  "100",
                  "999999999999999",
                  "1000000000000000",
                  "-0",
                  "00");
          case InputKind.Place _ ->
              List.of("ME-BOZAJ", "me-bozaj", "ME", "ME-X", "ME-ŽAB", "MNE-POD");
          case InputKind.Country _ -> List.of("XK", "xk", "XKX", "X", "ŠŠ");
        };
    return random.nextInt(4) == 0 ? one(strange) : one(near);
  }

  private String several(InputKind.Codes codes, int size) {
    return IntStream.range(0, size)
        .mapToObj(i ->
            random.nextInt(5) == 0
                ? one(codes.allowed())
                : codes.allowed().get(i % codes.allowed().size()))
        .collect(Collectors.joining(","));
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  @Test
  void aListIsOfferedWithItsLabels() {
    Mechanism mechanism = Procedures.of("ME");
    Track referral = mechanism.track(new TrackCode("referral")).orElseThrow();
    StepOption send =
        mechanism
            .evaluate(
                TrackSnapshot.of(referral.code(), new StateCode("RF-CNS")),
                anybody(referral),
                Procedures.everythingHolds(AgeRule.ADULT).build())
            .options()
            .stream()
            .filter(option -> option.step().code().value().equals("T020"))
            .findFirst()
            .orElseThrow();
    JsonNode priority =
        JSON.<JsonNode>valueToTree(schemas.of(send)).path("properties").path("priority");
    assertThat(priority.path("title").asText()).isNotEmpty();
    assertThat(priority.path("x-choices")).isNotEmpty();
    for (JsonNode choice : priority.path("x-choices")) {
      assertThat(choice.path("title").asText()).isNotEqualTo(choice.path("code").asText());
    }
  }
}
