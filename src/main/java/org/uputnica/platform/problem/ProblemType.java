package org.uputnica.platform.problem;

import java.util.Locale;

/**
 * Every refusal the service can give: name, HTTP status, title. Described one by one in {@code
 * docs/problems.md}.
 */
public enum ProblemType {
  MALFORMED_JSON(400, "The body is not readable JSON"),
  UNKNOWN_FIELD(400, "A field is not known"),
  MISSING_FIELD(400, "A field is missing"),
  INVALID_VALUE(400, "A value is not allowed"),
  MISSING_HEADER(400, "A header is missing"),
  INVALID_CURSOR(400, "The cursor does not belong to this list"),
  UNAUTHENTICATED(401, "A valid access token is needed"),
  INVALID_DPOP_PROOF(401, "The proof of the key is not valid"),
  DEVICE_LOCKED(401, "The device was locked"),
  STEP_UP_NEEDED(401, "The second factor is needed now"),
  FORBIDDEN(403, "The role may not do this"),
  DESK_ONLY(403, "This is not for a device that is carried"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "The answer is not available in this form"),
  ALREADY_EXISTS(409, "The id is already in use"),
  STEP_NOT_OPEN(409, "The step is not open"),
  NOT_YOUR_TURN(409, "The step waits for somebody else"),
  GUARD_NOT_MET(409, "A condition of the step is not met"),
  CONSENT_MISSING(409, "The person has not agreed to this"),
  ASKED_ALREADY(409, "It was refused in this meeting and is not asked again"),
  NO_FREE_PLACE(409, "No place is free"),
  CAPACITY_UNKNOWN(409, "Nobody has said within a day how many places are free"),
  CAPACITY_BELOW_HOLDS(409, "More places are held than would be left"),
  HOLD_LIMIT(409, "The organisation holds as many places as it may"),
  HOLD_OVER(409, "The places are not held any more"),
  ENOUGH_ASKED(409, "Enough services are asked for this need"),
  NOTHING_TO_WITHDRAW(409, "There is no such consent to withdraw"),
  APPROVER_IS_ASKER(409, "Somebody else must approve"),
  EXCEPTION_MISMATCH(409, "It rests on another exception"),
  AGREEMENT_ENDED(409, "The agreement with that country has ended"),
  CONDITION_BINDS(409, "A condition keeps this receiver out"),
  BEGIN_ANEW(410, "The device must begin anew"),
  STALE_REVISION(412, "It has changed since it was read"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body is declared as something else"),
  KEY_REUSED(422, "The Idempotency-Key was used for something else"),
  OTHER_CASE_REFUSED(422, "The two records cannot become one"),
  RULE_BROKEN(422, "A rule of the procedure is not met"),
  PRIVATE_PLACE_NEEDED(422, "The person must be alone to be asked"),
  CONTENT_REFUSED(422, "The content is not of a type that is kept"),
  MALWARE_FOUND(422, "The content is malware"),
  FILE_REFUSED(422, "The file has errors"),
  TARGET_REFUSED(422, "The address is not one to send to"),
  PRECONDITION_REQUIRED(428, "If-Match with the revision last seen is needed"),
  TOO_MANY_REQUESTS(429, "Too many requests, wait"),
  INTERNAL(500, "Something went wrong here"),
  UNAVAILABLE(503, "A part of the service is not available");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** Stable name, the last segment of {@link #uri()}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code /problems/<kebab-name>}, relative to the service. */
  public String uri() {
    return "/problems/" + slug();
  }
}
