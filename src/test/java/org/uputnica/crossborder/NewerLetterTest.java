package org.uputnica.crossborder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.crossborder.message.Message;

/** A letter from a country whose version of the service says more of her than this one reads. */
class NewerLetterTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Test
  void whatThisVersionDoesNotKnowIsPassedOver() throws JsonProcessingException {
    Message sent = letter();
    ObjectNode said = JSON.valueToTree(sent);
    said.withObject("/opening").put("saidByALaterVersion", "2030-01-01");
    assertThat(JSON.treeToValue(said, Message.class)).isEqualTo(sent);
  }

  private static Message letter() {
    var opening =
        new Message.Opening(
            "pseudonym",
            "RETURN",
            List.of(),
            List.of(),
            "ADULT",
            30,
            "FEMALE",
            "FEMALE",
            "sq",
            "YES",
            Map.of("medical", "NO"),
            0,
            "LOW",
            Instant.EPOCH,
            false,
            Map.of());
    return new Message(
        new UUID(1, 1),
        new UUID(1, 2),
        1,
        "ME",
        "AL",
        Instant.EPOCH,
        Instant.EPOCH,
        Message.Kind.STEP,
        "T036",
        "R-XB@contact",
        Map.of(),
        null,
        List.of(),
        opening);
  }
}
