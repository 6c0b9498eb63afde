package org.uputnica.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.persistence.EntityExistsException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/** Reads what was thrown as a refusal of the catalogue. */
final class Trouble {
  private static final Map<String, String> HEADERS =
      Map.of(
          "idempotencyKey",
          "Idempotency-Key",
          "ifMatch",
          "If-Match",
          "acceptLanguage",
          "Accept-Language");
  private static final Pattern MISSING =
      Pattern.compile("Missing required creator property '([A-Za-z]+)'");
  private static final int LONGEST_LIST = 40;
  private static final Predicate<String> IS_NUMBER =
      Pattern.compile("-?[0-9]{1,9}").asMatchPredicate();
  private static final Predicate<String> IS_LONG_NUMBER =
      Pattern.compile("-?[0-9]{1,18}").asMatchPredicate();
  private static final Predicate<String> IS_TIME = Trouble::isTime;
  private static final Predicate<String> IS_UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}").asMatchPredicate();

  /** Query parameters that are not texts. */
  private static final Map<String, Predicate<String>> FORMS =
      Map.of(
          "limit", IS_NUMBER,
          "_count", IS_NUMBER,
          "caseId", IS_UUID,
          "organization", IS_UUID,
          "from", IS_TIME,
          "to", IS_TIME,
          "entry", IS_LONG_NUMBER,
          "treeSize", IS_LONG_NUMBER,
          "first", IS_LONG_NUMBER,
          "second", IS_LONG_NUMBER);

  private Trouble() {}

  static Refusal read(Throwable thrown, HttpHeaders headers, UriInfo uri) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      @Nullable Refusal known = known(cause);
      if (known != null) {
        return known;
      }
    }
    if (Unavailable.is(thrown)) {
      return unavailable();
    }
    return thrown instanceof WebApplicationException web
        ? ofStatus(web.getResponse().getStatus(), headers, uri)
        : plain(ProblemType.INTERNAL, "The operator can look it up by the instance");
  }

  private static @Nullable Refusal known(Throwable cause) {
    return switch (cause) {
      case RefusedException refused -> refused.refusal();
      case ForbiddenException _ -> plain(ProblemType.FORBIDDEN, "None of your roles may do this");
      case AuthenticationFailedException failed
          when failed.getCause() instanceof RefusedException refused ->
          refused.refusal();
      case AuthenticationFailedException failed when Unavailable.is(failed) -> unavailable();
      case AuthenticationFailedException _ -> unauthenticated();
      case UnauthorizedException _ -> unauthenticated();
      case OptimisticLockException _, StaleStateException _ ->
          plain(
              ProblemType.STALE_REVISION,
              "Somebody else changed it at the same moment; read it again");
      case EntityExistsException _ -> alreadyExists();
      case ConstraintViolationException violated -> violations(violated);
      case JacksonException unreadable -> json(unreadable);
      case SQLException sql -> sql(sql);
      case HttpClosedException _ ->
          plain(ProblemType.MALFORMED_JSON, "The caller hung up before the body was complete");
      default -> Unavailable.says(cause) ? unavailable() : null;
    };
  }

  private static Refusal ofStatus(int status, HttpHeaders headers, UriInfo uri) {
    return switch (status) {
      case 400 -> badRequest(headers);
      case 401 -> unauthenticated();
      case 403 -> plain(ProblemType.FORBIDDEN, "None of your roles may do this");
      case 404 -> notFound(uri);
      case 405 ->
          plain(ProblemType.METHOD_NOT_ALLOWED, "See the contract for what is offered here");
      case 406 ->
          plain(ProblemType.NOT_ACCEPTABLE, "See the contract for the forms of this answer");
      case 413 -> plain(ProblemType.BODY_TOO_LARGE, "At most one megabyte");
      case 415 ->
          plain(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Declare the body as the contract has it");
      case 503 -> unavailable();
      default -> plain(ProblemType.INTERNAL, "The operator can look it up by the instance");
    };
  }

  /** The framework answers 404 to a query parameter it cannot read. */
  private static Refusal notFound(UriInfo uri) {
    for (var parameter : uri.getQueryParameters().entrySet()) {
      @Nullable Predicate<String> form = FORMS.get(parameter.getKey());
      if (form != null && !parameter.getValue().stream().allMatch(form)) {
        return plain(
            ProblemType.INVALID_VALUE,
            "A parameter has the wrong form",
            FieldProblem.at(parameter.getKey(), "must be " + expected(type(form))));
      }
    }
    return RefusedException.notFound().refusal();
  }

  private static Class<?> type(Predicate<String> form) {
    if (form.equals(IS_TIME)) {
      return Instant.class;
    }
    return form.equals(IS_UUID) ? UUID.class : Long.class;
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeParseException unreadable) {
      return false;
    }
  }

  private static Refusal badRequest(HttpHeaders headers) {
    @Nullable String key = headers.getHeaderString("Idempotency-Key");
    if (key != null) {
      try {
        UUID.fromString(key);
      } catch (IllegalArgumentException notAnId) {
        return plain(
            ProblemType.INVALID_VALUE,
            "A header is not as it should be",
            FieldProblem.at("Idempotency-Key", "must be a UUID"));
      }
    }
    return plain(ProblemType.MALFORMED_JSON, "The request could not be read");
  }

  private static Refusal json(JacksonException unreadable) {
    String field = unreadable instanceof JsonMappingException mapping ? path(mapping) : "";
    return switch (unreadable) {
      case UnrecognizedPropertyException unknown ->
          plain(
              ProblemType.UNKNOWN_FIELD,
              "The contract has no such field here",
              FieldProblem.at(field, "is not a field", sorted(unknown.getKnownPropertyIds())));
      case InvalidFormatException format ->
          plain(
              ProblemType.INVALID_VALUE,
              "A value has the wrong form",
              FieldProblem.at(
                  field,
                  "must be " + expected(format.getTargetType()),
                  constants(format.getTargetType())));
      case ValueInstantiationException value ->
          plain(
              ProblemType.INVALID_VALUE,
              "A value is not among the allowed ones",
              FieldProblem.at(field, "is not allowed", constants(value.getType().getRawClass())));
      case MismatchedInputException mismatched -> mismatched(mismatched, field);
      case JsonParseException parse ->
          plain(
              ProblemType.MALFORMED_JSON,
              "Line %d, column %d"
                  .formatted(parse.getLocation().getLineNr(), parse.getLocation().getColumnNr()));
      default -> plain(ProblemType.MALFORMED_JSON, "The body could not be read");
    };
  }

  private static Refusal mismatched(MismatchedInputException mismatched, String field) {
    Matcher missing = MISSING.matcher(mismatched.getOriginalMessage());
    if (missing.find()) {
      String name = missing.group(1);
      String whole =
          field.equals(name) || field.endsWith('.' + name)
              ? field
              : field.isEmpty() ? name : field + '.' + name;
      return plain(
          ProblemType.MISSING_FIELD, "Nothing is assumed", FieldProblem.at(whole, "is missing"));
    }
    if (mismatched.getOriginalMessage().startsWith("Trailing token")) {
      return plain(ProblemType.MALFORMED_JSON, "After the body comes something else");
    }
    if (field.isEmpty() && mismatched.getOriginalMessage().startsWith("No content")) {
      return plain(
          ProblemType.MISSING_FIELD, "A body is needed", FieldProblem.at("body", "is missing"));
    }
    return plain(
        ProblemType.INVALID_VALUE,
        "A value has the wrong type",
        FieldProblem.at(
            field.isEmpty() ? "body" : field, "must be " + expected(mismatched.getTargetType())));
  }

  private static Refusal violations(ConstraintViolationException violated) {
    List<FieldProblem> problems = new ArrayList<>();
    ProblemType type = ProblemType.INVALID_VALUE;
    for (ConstraintViolation<?> violation : violated.getConstraintViolations()) {
      boolean missing = violation.getConstraintDescriptor().getAnnotation() instanceof NotNull;
      String field = field(violation.getPropertyPath());
      problems.add(FieldProblem.at(field, missing ? "is missing" : violation.getMessage()));
      if (missing && field.equals("If-Match")) {
        type = ProblemType.PRECONDITION_REQUIRED;
      } else if (missing && type == ProblemType.INVALID_VALUE) {
        type =
            HEADERS.containsValue(field) ? ProblemType.MISSING_HEADER : ProblemType.MISSING_FIELD;
      }
    }
    problems.sort(
        (one, other) -> String.valueOf(one.field()).compareTo(String.valueOf(other.field())));
    return plain(type, "See errors", problems.toArray(FieldProblem[]::new));
  }

  private static String field(Path path) {
    List<String> names = new ArrayList<>();
    for (Path.Node node : path) {
      @Nullable Integer index = node.getIndex();
      if (index != null && !names.isEmpty()) {
        names.add(names.removeLast() + "[" + index + "]");
      }
      if (node.getName() != null) {
        names.add(node.getName());
      }
    }
    names.removeFirst();
    if (names.isEmpty()) {
      return "body";
    }
    String parameter = names.getFirst();
    if (parameter.endsWith("Dto")) {
      return names.size() == 1 ? "body" : String.join(".", names.subList(1, names.size()));
    }
    return HEADERS.getOrDefault(parameter, parameter);
  }

  private static @Nullable Refusal sql(SQLException sql) {
    String state = String.valueOf(sql.getSQLState());
    if (state.equals("23505")) {
      return alreadyExists();
    }
    return Unavailable.says(sql) ? unavailable() : null;
  }

  private static Refusal alreadyExists() {
    return plain(
        ProblemType.ALREADY_EXISTS,
        "Make a new random id",
        FieldProblem.at("id", "is already in use"));
  }

  static Refusal unavailable() {
    return plain(
        ProblemType.UNAVAILABLE,
        "Try again in a moment with the same Idempotency-Key; what was done is not done twice");
  }

  private static Refusal unauthenticated() {
    return plain(
        ProblemType.UNAUTHENTICATED,
        "Sign in again; the token is missing, expired or not for this service");
  }

  private static String expected(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    return switch (type.getSimpleName()) {
      case "UUID" -> "a UUID";
      case "Instant" -> "a time in UTC such as 2026-03-02T02:10:00Z";
      case "LocalDate" -> "a date such as 2026-03-02";
      case "Integer", "Long", "int", "long" -> "a whole number";
      case "Boolean", "boolean" -> "true or false";
      case "String" -> "a text";
      case "List", "ArrayList", "Set", "LinkedHashSet" -> "a list";
      default -> type.isEnum() ? "one of the allowed values" : "an object";
    };
  }

  private static List<String> constants(@Nullable Class<?> type) {
    return type == null || !type.isEnum()
        ? List.of()
        : Arrays.stream(type.getEnumConstants()).map(String::valueOf).limit(LONGEST_LIST).toList();
  }

  private static List<String> sorted(@Nullable Collection<Object> names) {
    return names == null
        ? List.of()
        : names.stream().map(String::valueOf).sorted().limit(LONGEST_LIST).toList();
  }

  private static String path(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(step ->
            step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static Refusal plain(ProblemType type, String detail, FieldProblem... errors) {
    return RefusedException.of(type, detail, errors).refusal();
  }
}
