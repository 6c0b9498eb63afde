package org.uputnica.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.directory.domain.Offers.NOW;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every combination of needs and offers, for what must hold in all of them. */
class ChildRouteTest {
  private static final List<String> STATES = List.of("CHILD", "PRESUMED_CHILD", "ADULT", "UNKNOWN");
  private static final List<String> SEXES = List.of("MAN", "NOT_SAID");
  private static final List<String> RISKS = List.of("LOW", "MEDIUM", "HIGH");
  private static final List<String> ACCOMMODATION =
      List.of("ACC-EMG", "ACC-SHL", "ACC-SEC", "ACC-CHD", "ACC-SEM");

  private static List<ServiceOffer> everyOffer() {
    List<ServiceOffer> offers = new ArrayList<>();
    for (String type : ACCOMMODATION) {
      for (boolean alsoForChildren : List.of(true, false)) {
        Set<String> types = new TreeSet<>(Set.of(type));
        if (alsoForChildren) {
          types.add("ACC-CHD");
        }
        for (@Nullable Integer from : Arrays.asList(null, 0, 14, 18, 21)) {
          for (@Nullable Integer to : Arrays.asList(null, 17, 18, 60)) {
            for (String level : RISKS) {
              for (boolean counted : List.of(true, false)) {
                Offers offer = new Offers();
                offer.types = types;
                offer.minimumAge = from;
                offer.maximumAge = to;
                offer.level = level;
                offer.places = counted ? List.of(Offers.places(5, NOW)) : List.of();
                offers.add(offer.offer());
              }
            }
          }
        }
      }
    }
    return offers;
  }

  private static List<PlacementNeed> everyNeed() {
    List<PlacementNeed> needs = new ArrayList<>();
    for (String state : STATES) {
      for (@Nullable Integer age : Arrays.asList(null, 0, 14, 17, 18, 40)) {
        for (String sex : SEXES) {
          for (String risk : RISKS) {
            for (String type : ACCOMMODATION) {
              needs.add(
                  new PlacementNeed(state, age, sex, "prs", "YES", 0, risk, null, Offers.ME, type));
            }
          }
        }
      }
    }
    return needs;
  }

  @Test
  void aChildIsNeverOfferedAPlaceForAdults() {
    List<ServiceOffer> offers = everyOffer();
    int shown = 0;
    for (PlacementNeed need : everyNeed()) {
      boolean child =
          need.ageState().equals("CHILD")
              || need.ageState().equals("PRESUMED_CHILD")
              || (need.ageState().equals("UNKNOWN") && (need.age() == null || need.age() < 18));
      for (ServiceOffer offer : offers) {
        for (Candidate candidate : Matching.match(need, List.of(offer), NOW).candidates()) {
          shown++;
          Integer oldest = candidate.offer().maximumAge();
          boolean forChildren =
              candidate.offer().serviceTypes().contains("ACC-CHD") && oldest != null && oldest < 18;
          assertThat(forChildren || !child).as("%s %s", need, offer).isTrue();
          if (need.ageState().equals("ADULT")) {
            assertThat(oldest == null || oldest >= 18).as("%s %s", need, offer).isTrue();
          }
        }
      }
    }
    assertThat(shown).isPositive();
  }

  @Test
  void atHighRiskNothingUnguardedIsOffered() {
    List<ServiceOffer> offers = everyOffer();
    for (PlacementNeed need : everyNeed()) {
      if (need.riskLevel().equals("HIGH")) {
        assertThat(Matching.match(need, offers, NOW).candidates())
            .allMatch(candidate -> candidate.offer().isGuarded());
      }
    }
  }

  @Test
  void nothingIsOfferedWithoutSayingWhatIsUnknown() {
    List<ServiceOffer> offers = everyOffer();
    for (PlacementNeed need : everyNeed()) {
      for (Candidate candidate : Matching.match(need, offers, NOW).candidates()) {
        boolean asksAboutPlaces =
            candidate.unknown().stream().anyMatch(reason -> reason.criterion().equals("CAP"));
        assertThat(asksAboutPlaces).isEqualTo(candidate.freePlaces() == FreePlacesState.UNKNOWN);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"_sq", "_bs", "_cnr", "_sr_Latn", "_sr_Cyrl", "_mk"})
  void everyReasonHasATextInEveryLanguage(String language) throws IOException {
    Properties english = texts("");
    Properties translated = texts(language);
    assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(translated.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  @Test
  void everyReasonHasAText() throws IOException {
    Set<String> said = new TreeSet<>();
    List<ServiceOffer> offers = everyOffer();
    everyNeed()
        .forEach(need -> {
          Matches matches = Matching.match(need, offers, NOW);
          matches.candidates().forEach(found -> found.reasons().forEach(r -> said.add(r.text())));
          matches.candidates().forEach(found -> found.unknown().forEach(r -> said.add(r.text())));
          matches.excluded().forEach(out -> out.reasons().forEach(r -> said.add(r.text())));
        });
    assertThat(texts("").stringPropertyNames()).containsAll(said);
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < 4; i++) {
      if (text.contains("{" + i + "}")) {
        found.add("{" + i + "}");
      }
    }
    return found;
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    String name = "/messages/matching" + language + ".properties";
    try (InputStream in =
        Objects.requireNonNull(ChildRouteTest.class.getResourceAsStream(name), name)) {
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return texts;
  }
}
