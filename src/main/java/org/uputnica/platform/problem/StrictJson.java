package org.uputnica.platform.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Nothing is guessed: a number is no text, a text no number, {@code 17.5} is not 17, and after the
 * body comes nothing.
 */
@Singleton
class StrictJson implements ObjectMapperCustomizer {
  private static final List<CoercionInputShape> SCALARS =
      List.of(
          CoercionInputShape.Integer,
          CoercionInputShape.Float,
          CoercionInputShape.Boolean,
          CoercionInputShape.String,
          CoercionInputShape.EmptyString);

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    for (CoercionInputShape shape : SCALARS) {
      refuse(mapper, LogicalType.Textual, shape, CoercionInputShape.String);
      refuse(mapper, LogicalType.Integer, shape, CoercionInputShape.Integer);
      refuse(mapper, LogicalType.Boolean, shape, CoercionInputShape.Boolean);
    }
  }

  private static void refuse(
      ObjectMapper mapper, LogicalType type, CoercionInputShape shape, CoercionInputShape own) {
    boolean emptyText = type == LogicalType.Textual && shape == CoercionInputShape.EmptyString;
    if (shape != own && !emptyText) {
      mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
    }
  }
}
