package org.uputnica.crossborder.message;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one country says to another; everything stands inside the signature.
 *
 * @param id random; a message that comes twice counts once
 * @param sequence 1, 2, 3 … within a conversation and a direction
 * @param expires after it nobody takes the message
 * @param by role and party of who took the step, such as {@code R-XB@contact}
 * @param inputs of the step, or the age: codes, dates, numbers, ids
 * @param consents the statements it rests on
 * @param opening only with the first message of a conversation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
    UUID id,
    UUID conversation,
    long sequence,
    String sender,
    String receiver,
    Instant at,
    Instant expires,
    Kind kind,
    @Nullable String step,
    @Nullable String by,
    Map<String, String> inputs,
    @Nullable String codeWord,
    List<ForeignConsent> consents,
    @Nullable Opening opening) {
  /** What kind of word it is. */
  public enum Kind {
    /** A step was taken on the sender's side, or a word was said that is none. */
    STEP,
    /** The sender's side has signed the handover. */
    SIGNED,
    /** Who was taken for an adult may be a child: age state and age, as the sender knows them. */
    CHILD,
    /** Nothing of what was sent is here: it was erased, as asked, or never arrived. */
    ERASED
  }

  public Message {
    inputs = Map.copyOf(inputs);
    consents = List.copyOf(consents);
  }

  /** A yes or a no that the sender's side has heard; older copies read no other fields. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ForeignConsent(
      UUID id,
      String scope,
      @Nullable UUID recipient,
      List<String> items,
      String saidBy,
      @Nullable String method,
      String language,
      Instant saidAt,
      @Nullable Instant expires,
      boolean withdrawn) {}

  /**
   * The person as the receiving side needs to know her: pseudonym, needs, and exactly the identity
   * items agreed to.
   *
   * @param riskAssessedAt when the sender assessed {@code risk}
   * @param identity field name to value; sealed again on arrival
   */
  @JsonIgnoreProperties(ignoreUnknown = true) // a newer version may say more of her
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Opening(
      String pseudonym,
      String purpose,
      List<String> items,
      List<String> conditions,
      String ageState,
      @Nullable Integer age,
      String gender,
      String placementSex,
      String language,
      String interpreterNeeded,
      Map<String, String> urgentNeeds,
      int accompanyingChildren,
      String risk,
      @Nullable Instant riskAssessedAt,
      boolean bestInterestsDetermined,
      Map<String, String> identity) {}
}
