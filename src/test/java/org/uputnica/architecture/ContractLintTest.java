package org.uputnica.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.uputnica.testing.Contract;
import org.uputnica.testing.Contract.Operation;

/** The contract is clean, and the lint sees what it is there to see. */
class ContractLintTest {
  private static final String REGISTER = "/paths/~1v1~1cases/post";

  @Test
  void theContractIsClean() throws IOException {
    assertThat(findings(Contract.bundled())).isEmpty();
  }

  /** Changes, work list and notices, both inboxes: what a phone without a network shows. */
  @Test
  void whatADeviceNeedsWithoutANetworkMayBeKeptOnIt() {
    assertThat(Contract.bundled().operations())
        .filteredOn(each -> each.node().path("x-offline").asBoolean())
        .extracting(Operation::id)
        .contains(
            "readChanges",
            "listWork",
            "answerNotice",
            "listReferrals",
            "listRequests",
            "listCases",
            "nextSteps")
        .doesNotContain("exportWork", "copyOut", "printCopy", "readIdentity", "readStoreKey");
  }

  @Test
  void nothingLiesAround() throws IOException {
    assertThat(new Sources().unused()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theLintSees(String expected, Consumer<ObjectNode> damage) throws IOException {
    ObjectNode damaged = Contract.bundled().document().deepCopy();
    damage.accept(damaged);
    assertThat(findings(new Contract(damaged))).anyMatch(found -> found.contains(expected));
  }

  static Stream<Arguments> theLintSees() {
    return Stream.of(
        damage("registerCase: needs a summary", all -> object(all, REGISTER).remove("summary")),
        damage("listCases: operationId is used twice", all -> rename(all, "listCases")),
        damage("Register_Case: operationId must be camelCase", all -> rename(all, "Register_Case")),
        damage(
            "registerCase: tag case is not declared",
            all -> ((ArrayNode) object(all, REGISTER).get("tags")).removeAll().add("case")),
        damage(
            "registerCase: needs x-discloses", all -> object(all, REGISTER).remove("x-discloses")),
        damage(
            "readIdentity: discloses nothing, but its answer has [Identity.items",
            all ->
                object(all, "/paths/~1v1~1cases~1{caseId}~1identity/get").putArray("x-discloses")),
        damage(
            "readIdentity: is kept on devices, but its answer has [Identity.items",
            all ->
                object(all, "/paths/~1v1~1cases~1{caseId}~1identity/get").put("x-offline", true)),
        damage(
            "listCases: a list shows no identity",
            all -> object(all, "/paths/~1v1~1cases/get").putArray("x-discloses").add("CS-STO")),
        damage(
            "registerCase: does not say what default is",
            all -> object(all, REGISTER + "/responses").remove("default")),
        damage(
            "registerCase: a write needs a required Idempotency-Key",
            all -> object(all, REGISTER).remove("parameters")),
        damage(
            "searchPerson: a write needs a required Idempotency-Key",
            all -> object(all, "/paths/~1v1~1person-search/post").remove("x-reads")),
        damage(
            "giveAnswerOnPage: a write needs a required Idempotency-Key",
            all ->
                object(all, "/components/schemas/AnsweredByForm")
                    .putArray("required")
                    .add("secret")),
        damage(
            "registerCase: x-reads changes nothing and takes neither",
            all -> object(all, REGISTER).put("x-reads", true)),
        damage(
            "nameGuardian: PUT changes what exists and needs If-Match",
            all -> object(all, "/paths/~1v1~1cases~1{caseId}~1guardian/put").remove("parameters")),
        damage(
            "nameGuardian: If-Match and 428 belong together",
            all ->
                object(all, "/paths/~1v1~1cases~1{caseId}~1guardian/put/responses").remove("428")),
        damage(
            "registerCase: answers with a revision but without ETag",
            all -> object(all, REGISTER + "/responses/201").remove("headers")),
        damage(
            "schemas/cases.yaml:1 RegisterCase: must say whether",
            all -> object(all, "/components/schemas/RegisterCase").remove("additionalProperties")),
        damage(
            "RegisterCase.name: needs x-sensitivity",
            all ->
                object(all, "/components/schemas/RegisterCase/properties/name")
                    .remove("x-sensitivity")),
        damage(
            "RegisterCase.language: needs x-sensitivity",
            all ->
                object(all, "/components/schemas/RegisterCase/properties/language")
                    .remove("x-sensitivity")),
        damage(
            "RegisterCase.consents: has no upper bound",
            all ->
                object(all, "/components/schemas/RegisterCase/properties/consents")
                    .remove("maxItems")),
        damage(
            "RegisterCase.name: has no upper bound",
            all ->
                object(all, "/components/schemas/RegisterCase/properties/name")
                    .remove("maxLength")),
        damage(
            "RegisterCase: its example does not fit",
            all ->
                object(all, "/components/schemas/RegisterCase/example").put("ageState", "GROWN")),
        damage(
            "RegisterCase: its example does not fit",
            all -> object(all, "/components/schemas/RegisterCase/example").put("id", "7")),
        damage(
            "parameter limit needs x-sensitivity",
            all -> object(all, "/components/parameters/Limit/schema").remove("x-sensitivity")),
        damage(
            "header ETag needs x-sensitivity",
            all -> object(all, "/components/headers/ETag/schema").remove("x-sensitivity")),
        damage(
            "CasePage: a page has entries and next",
            all -> object(all, "/components/schemas/CasePage/properties").remove("next")),
        damage(
            "AgeState: child does not look like a code",
            all -> ((ArrayNode) all.at("/components/schemas/AgeState/enum")).add("child")),
        damage(
            "Risk: oneOf makes clients guess",
            all -> object(all, "/components/schemas/Risk").putArray("oneOf")),
        damage(
            "getCase: 404 must be a Problem",
            all -> object(all, "/components/responses/NotFound").remove("content")));
  }

  private static Arguments damage(String expected, Consumer<ObjectNode> damage) {
    return Arguments.of(expected, damage);
  }

  private static ObjectNode object(ObjectNode all, String pointer) {
    return (ObjectNode) all.at(pointer);
  }

  private static void rename(ObjectNode all, String name) {
    object(all, REGISTER).put("operationId", name);
  }

  private static List<String> findings(Contract contract) throws IOException {
    Sources sources = new Sources();
    List<String> findings = new ArrayList<>(new ContractLint(contract, sources).findings());
    new SchemaLint(contract, sources, findings).run();
    return findings;
  }
}
