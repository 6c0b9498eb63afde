package org.uputnica.launch;

import static java.util.stream.Collectors.joining;
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
import org.uputnica.platform.problem.Challenge;

/** The demo realm agrees with the code lists, the Java constants and itself. */
class RealmTest {
  private static final JsonNode REALM = read(Path.of("keycloak-realm/uputnica-realm.json"));
  private static final Set<String> DEMO_CLIENTS = Set.of("uputnica-player", "uputnica-player-gold");
  private static final Set<String> SECOND_FACTOR =
      Set.of(
          Roles.FRONT,
          Roles.BORDER,
          Roles.ID,
          Roles.COORD,
          Roles.CASE,
          Roles.SHELTER,
          Roles.LAW,
          Roles.GUARD,
          Roles.XB,
          Roles.DPO,
          Roles.ADMIN);
  private static final Path IDENTITY = Path.of("src/main/resources/codelists/identity-fields.csv");
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
          .isEqualTo(DEMO_CLIENTS.contains(id));
      assertThat(client.path("implicitFlowEnabled").asBoolean(true)).as(id).isFalse();
      assertThat(client.path("serviceAccountsEnabled").asBoolean(true)).as(id).isFalse();
      assertThat(client.path("fullScopeAllowed").asBoolean(true)).as(id).isFalse();
    }
  }

  @Test
  void browserAndPhoneProveThatTheyAskedForTheCode() {
    for (String id : List.of("uputnica-web", "uputnica-mobile")) {
      assertThat(client(id).at("/attributes/pkce.code.challenge.method").asText())
          .as(id)
          .isEqualTo("S256");
      assertThat(client(id).at("/attributes/dpop.bound.access.tokens").asText())
          .as(id)
          .isEqualTo("true");
    }
  }

  @Test
  void aBrowserComesBackToOnePageOnly() {
    for (JsonNode client : REALM.path("clients")) {
      assertThat(client.path("redirectUris").toString()).doesNotContain("*");
      assertThat(client.at("/attributes/post.logout.redirect.uris").asText())
          .doesNotContain("*")
          .isNotEqualTo("+");
    }
  }

  @Test
  void theDemosClientsAreThoseTheStackNames() {
    assertThat(List.of(EmbeddedStack.DEMO_CLIENTS.split(",", -1)))
        .containsExactlyInAnyOrderElementsOf(DEMO_CLIENTS);
    assertThat(client("uputnica-player-gold").at("/attributes/use.refresh.tokens").asText())
        .isEqualTo("false");
    assertThat(client("uputnica-backend").path("secret").asText())
        .isEqualTo(EmbeddedStack.DEMO_CLIENT_SECRET);
  }

  @Test
  void whoeverReadsIdentityOrKeepsKeysHasASecondFactor() {
    Map<String, List<String>> parts = new HashMap<>();
    for (JsonNode role : REALM.at("/roles/realm")) {
      if (role.path("name").asText().startsWith("R-")) {
        parts.put(
            role.path("name").asText(),
            texts(role.at("/composites/client").path("uputnica-backend")));
      }
    }
    parts.forEach((role, of) ->
        assertThat(of)
            .as(role)
            .isEqualTo(SECOND_FACTOR.contains(role) ? List.of("second-factor") : List.of()));
    assertThat(REALM.path("browserFlow").asText()).isEqualTo("uputnica sign-in");
    assertThat(REALM.path("authenticatorConfig").toString())
        .contains("uputnica-backend.second-factor");
  }

  @Test
  void whoeverIsInTheTableOfIdentityHasASecondFactor() throws IOException {
    try (Stream<String> lines = Files.lines(IDENTITY, StandardCharsets.UTF_8)) {
      assertThat(SECOND_FACTOR)
          .containsAll(lines.skip(1).map(line -> line.split(",", 2)[0].split(" ", 2)[1]).toList());
    }
  }

  @Test
  void theOperatorsOfOlderRealmsAreToldOfEachRole() throws IOException {
    assertThat(Files.readString(Path.of("docs/operations.md")))
        .contains("for role in " + SECOND_FACTOR.stream().sorted().collect(joining(" ")) + "; do");
  }

  @Test
  void aCodeAndASecurityKeyAreBothOffered() {
    List<String> offering =
        stream(REALM.path("authenticationFlows"))
            .filter(flow ->
                stream(flow.path("authenticationExecutions"))
                    .filter(step -> step.path("requirement").asText().equals("ALTERNATIVE"))
                    .map(step -> step.path("authenticator").asText())
                    .toList()
                    .equals(List.of("auth-otp-form", "webauthn-authenticator")))
            .map(flow -> flow.path("alias").asText())
            .toList();
    assertThat(offering).containsExactly("second factor now", "second factor known");
  }

  @Test
  void theLevelsAreThoseTheServiceAsksFor() {
    JsonNode levels = parse(REALM.at("/attributes/acr.loa.map").asText());
    assertThat(levels.path("silver").asInt()).isEqualTo(1);
    assertThat(levels.path(Challenge.GOLD).asInt()).isEqualTo(2);
  }

  @Test
  void everyRoleReachesATokenAndNothingElseDoes() {
    Map<String, List<String>> scopes = new HashMap<>();
    for (JsonNode scope : REALM.path("scopeMappings")) {
      scopes.put(scope.path("client").asText(), texts(scope.path("roles")));
    }
    assertThat(scopes.keySet())
        .containsExactlyInAnyOrder(
            "uputnica-web", "uputnica-mobile", "uputnica-player", "uputnica-player-gold");
    scopes.forEach((client, roles) ->
        assertThat(roles).as(client).containsExactlyInAnyOrderElementsOf(rolesOfTheRealm()));
  }

  @Test
  void aSessionEnds() {
    assertThat(REALM.path("ssoSessionIdleTimeout").asInt()).isEqualTo(1_800);
    assertThat(REALM.path("ssoSessionMaxLifespan").asInt()).isEqualTo(36_000);
    assertThat(REALM.path("revokeRefreshToken").asBoolean()).isTrue();
    assertThat(REALM.path("refreshTokenMaxReuse").asInt(1)).isZero();
    assertThat(REALM.path("rememberMe").asBoolean(true)).isFalse();
  }

  @Test
  void passwordsAreLongAndGuessingEnds() {
    assertThat(REALM.path("passwordPolicy").asText()).contains("length(12)", "argon2");
    assertThat(REALM.path("bruteForceProtected").asBoolean()).isTrue();
    assertThat(REALM.path("failureFactor").asInt()).isEqualTo(5);
    assertThat(REALM.path("otpPolicyCodeReusable").asBoolean(true)).isFalse();
  }

  /** A plain one is held against the password policy at the import, which then fails. */
  @Test
  void thePeoplesPasswordsAreHashedAlready() {
    for (JsonNode user : REALM.path("users")) {
      for (JsonNode credential : user.path("credentials")) {
        assertThat(credential.has("value")).as(user.path("username").asText()).isFalse();
      }
    }
  }

  @Test
  void whatItRemembersSaysNoNames() {
    assertThat(texts(REALM.path("enabledEventTypes"))).doesNotContain("LOGIN", "LOGIN_ERROR");
    assertThat(texts(REALM.path("eventsListeners"))).isEmpty();
    assertThat(REALM.path("adminEventsDetailsEnabled").asBoolean(true)).isFalse();
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
