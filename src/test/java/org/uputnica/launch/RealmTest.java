package org.uputnica.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.caller.Roles;

/** The demo realm agrees with the code lists, the Java constants and itself. */
class RealmTest {
  private static final JsonNode REALM = read(Path.of("keycloak-realm/uputnica-realm.json"));
  private static final Path ROLES = Path.of("src/main/resources/codelists/roles.csv");

  @Test
  void theRolesAreThoseOfTheCodeList() throws IOException {
    assertThat(rolesOfTheRealm()).isEqualTo(rolesOfTheCodeList());
  }

  @Test
  void theRolesAreThoseOfTheProgram() throws IOException {
    Set<String> constants =
        Stream.of(Roles.class.getFields())
            .filter(field -> field.getType() == String.class)
            .map(RealmTest::value)
            .collect(Collectors.toSet());
    assertThat(constants).isEqualTo(rolesOfTheCodeList());
  }

  @Test
  void nobodyHasARoleThatDoesNotExist() {
    for (JsonNode user : REALM.path("users")) {
      assertThat(texts(user.path("realmRoles"))).isSubsetOf(rolesOfTheRealm());
    }
  }

  @Test
  void thePlaceInTheTokenIsThatOfTheOrganization() {
    Map<String, JsonNode> organizations = organizationsByMember();
    for (JsonNode user : REALM.path("users")) {
      String username = user.path("username").asText();
      JsonNode organization = organizations.get(username);
      if (organization == null) {
        assertThat(user.path("attributes")).as(username).isEmpty();
        assertThat(user.path("realmRoles")).as(username).isEmpty();
        continue;
      }
      for (var pair :
          Map.of("uputnica_organization", "uputnica-id", "uputnica_country", "country")
              .entrySet()) {
        assertThat(texts(user.path("attributes").path(pair.getKey())))
            .as(username + " " + pair.getKey())
            .isEqualTo(texts(organization.path("attributes").path(pair.getValue())))
            .hasSize(1);
      }
    }
  }

  @Test
  void somebodyBelongsToOneOrganizationAtMost() {
    List<String> members =
        stream(REALM.path("organizations"))
            .flatMap(organization -> stream(organization.path("members")))
            .map(member -> member.path("username").asText())
            .toList();
    assertThat(members).doesNotHaveDuplicates();
    assertThat(usernames()).containsAll(members);
  }

  @Test
  void onlyThePlayerSignsInByPasswordGrant() {
    for (JsonNode client : REALM.path("clients")) {
      String id = client.path("clientId").asText();
      assertThat(client.path("directAccessGrantsEnabled").asBoolean())
          .as(id)
          .isEqualTo(id.equals("uputnica-player"));
      assertThat(client.path("implicitFlowEnabled").asBoolean()).as(id).isFalse();
    }
  }

  @Test
  void browserAndPhoneProveThatTheyAskedForTheCode() {
    for (String id : List.of("uputnica-web", "uputnica-mobile")) {
      assertThat(client(id).at("/attributes/pkce.code.challenge.method").asText())
          .as(id)
          .isEqualTo("S256");
    }
  }

  @Test
  void nobodyOpensAnAccountForHimself() {
    assertThat(REALM.path("registrationAllowed").asBoolean(true)).isFalse();
    assertThat(REALM.path("resetPasswordAllowed").asBoolean(true)).isFalse();
    assertThat(REALM.path("bruteForceProtected").asBoolean()).isTrue();
  }

  @Test
  void anAccessTokenLivesFiveMinutes() {
    assertThat(REALM.path("accessTokenLifespan").asInt()).isEqualTo(300);
  }

  @Test
  void nobodyMovesHimselfToAnotherOrganization() {
    String config =
        REALM
            .at("/components/org.keycloak.userprofile.UserProfileProvider/0/config")
            .path("kc.user.profile.config")
            .path(0)
            .asText();
    JsonNode profile = parse(config);
    List<JsonNode> places =
        stream(profile.path("attributes"))
            .filter(attribute -> attribute.path("name").asText().startsWith("uputnica_"))
            .toList();
    assertThat(places).hasSize(2);
    assertThat(places)
        .allSatisfy(
            place -> assertThat(texts(place.at("/permissions/edit"))).containsExactly("admin"));
  }

  private static JsonNode client(String id) {
    return stream(REALM.path("clients"))
        .filter(client -> client.path("clientId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, JsonNode> organizationsByMember() {
    Map<String, JsonNode> byMember = new HashMap<>();
    for (JsonNode organization : REALM.path("organizations")) {
      for (JsonNode member : organization.path("members")) {
        byMember.put(member.path("username").asText(), organization);
      }
    }
    return byMember;
  }

  private static List<String> usernames() {
    return stream(REALM.path("users")).map(user -> user.path("username").asText()).toList();
  }

  private static Set<String> rolesOfTheRealm() {
    return stream(REALM.at("/roles/realm"))
        .map(role -> role.path("name").asText())
        .filter(name -> name.startsWith("R-"))
        .collect(Collectors.toSet());
  }

  private static Set<String> rolesOfTheCodeList() throws IOException {
    try (Stream<String> lines = Files.lines(ROLES, StandardCharsets.UTF_8)) {
      return lines.skip(1).map(l -> l.split(",", 2)[0]).collect(Collectors.toSet());
    }
  }

  private static String value(java.lang.reflect.Field constant) {
    try {
      return String.valueOf(constant.get(null));
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return stream(array).map(JsonNode::asText).toList();
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return array.valueStream();
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
