package org.uputnica.consent.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.uputnica.consent.domain.CaseForConsent;
import org.uputnica.consent.domain.ConsentPolicy;
import org.uputnica.consent.domain.ConsentScope;
import org.uputnica.consent.domain.ConsentStatement;
import org.uputnica.consent.domain.ConsentStatement.Given;
import org.uputnica.consent.domain.InvalidReason;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.consent.domain.Said;
import org.uputnica.consent.domain.SaidBy;
import org.uputnica.consent.domain.Telling;
import org.uputnica.platform.id.CaseCode;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.ConsentId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;
import org.uputnica.testing.Database;
import org.uputnica.testing.Stack;

/**
 * What the database takes for a yes without effect, and what the decision takes for one, is the
 * same, whatever was said in whatever order. In a transaction that is rolled back.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class WordsAgainstTest {
  private static final int HISTORIES = 3_000;
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final OrganizationId HOUSE = new OrganizationId(new UUID(2, 1));
  private static final List<OrganizationId> RECIPIENTS =
      List.of(HOUSE, new OrganizationId(new UUID(2, 2)));
  private static final InvalidReason[] REASONS = {
    InvalidReason.DURESS, InvalidReason.GUARDIAN_CONFLICT
  };

  @Test
  void theDatabaseJudgesAsTheDecisionDoes() throws SQLException {
    Random random = new Random(11);
    List<List<ConsentStatement>> histories =
        Stream.generate(() -> history(random)).limit(HISTORIES).toList();
    try (Connection above = Database.connect()) {
      above.setAutoCommit(false);
      try (Statement sql = above.createStatement()) {
        sql.execute("set local session_replication_role = replica"); // no such cases are needed
        for (List<ConsentStatement> said : histories) {
          write(said, above);
        }
        Set<UUID> standing = standing(sql);
        int without = 0;
        for (List<ConsentStatement> said : histories) {
          for (ConsentStatement statement : said) {
            if (statement instanceof Given yes && isCertain(yes)) {
              boolean counts = ConsentPolicy.isInForce(yes, said, isOfAChild(yes), MONDAY);
              without += counts ? 0 : 1;
              assertThat(standing.contains(yes.id().value()))
                  .as("%s in %s", yes, said)
                  .isEqualTo(counts);
            }
          }
        }
        assertThat(standing).hasSizeGreaterThan(HISTORIES / 2);
        assertThat(without).isGreaterThan(HISTORIES / 2);
      } finally {
        above.rollback();
      }
    }
  }

  /** A guardian's yes in another form is none; what it does to other words is judged. */
  private static boolean isCertain(Given yes) {
    return yes.said().saidBy() == SaidBy.PERSON || "CM-GUARD".equals(yes.told().method());
  }

  private static boolean isOfAChild(ConsentStatement statement) {
    return statement.said().saidBy() == SaidBy.GUARDIAN;
  }

  private static Set<UUID> standing(Statement sql) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (ResultSet rows =
        sql.executeQuery(
            "select s.id from process.consent_statement s where s.recorder = 'generated'"
                + " and s.status = 'CR-GIVEN' and not exists (select from process.words_against(s))")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private static void write(List<ConsentStatement> said, Connection above) throws SQLException {
    CaseForConsent about =
        new CaseForConsent(
            said.getFirst().said().caseId(),
            new CountryCode("ME"),
            HOUSE,
            HOUSE,
            false,
            new CaseCode("0000-0000-0"),
            "1",
            null);
    try (PreparedStatement insert =
        above.prepareStatement(
            "insert into process.consent_statement ("
                + StatementRow.COLUMNS
                + ") values (?"
                + ", ?".repeat(StatementRow.COLUMNS.split(",").length - 1)
                + ")")) {
      for (ConsentStatement statement : said) {
        StatementRow.write(statement, about, insert, above);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Words of one speaker about one scope within five minutes, in three meetings. */
  private static List<ConsentStatement> history(Random random) {
    CaseId id = new CaseId(new UUID(random.nextLong(), random.nextLong()));
    boolean guardian = random.nextInt(3) == 0;
    ConsentScope scope =
        guardian
            ? ConsentScope.POLICE
            : random.nextBoolean() ? ConsentScope.REFERRAL : ConsentScope.INTERVIEW;
    Set<ItemCategory> items =
        random.nextBoolean() ? Set.of() : Set.of(ItemCategory.NAME); // or the act alone
    List<ConsentStatement> said = new ArrayList<>();
    int words = 2 + random.nextInt(6);
    for (int i = 0; i < words; i++) {
      said.add(word(id, scope, items, guardian, random));
    }
    return said;
  }

  private static ConsentStatement word(
      CaseId id, ConsentScope scope, Set<ItemCategory> items, boolean guardian, Random random) {
    int kind = random.nextInt(7);
    boolean yes = kind < 3;
    boolean toAll = random.nextInt(3) == 0 && (!yes || !scope.needsRecipient());
    @Nullable OrganizationId recipient = toAll ? null : RECIPIENTS.get(random.nextInt(2));
    SaidBy speaker = guardian && (yes || random.nextInt(4) > 0) ? SaidBy.GUARDIAN : SaidBy.PERSON;
    Instant at = MONDAY.minusSeconds(60L * (1 + random.nextInt(5)));
    Said about =
        new Said(
            new ConsentId(new UUID(random.nextLong(), random.nextLong())),
            id,
            scope,
            recipient,
            yes && !toAll ? items : Set.of(),
            speaker,
            random.nextInt(5) == 0 ? MONDAY.plusSeconds(5) : at,
            random.nextInt(5) == 0 ? at : MONDAY,
            HOUSE,
            "generated");
    Telling told =
        new Telling(
            speaker == SaidBy.GUARDIAN && random.nextInt(5) > 0 ? "CM-GUARD" : "CM-VERB-W",
            "prs",
            null,
            null,
            null,
            true,
            new UUID(3, random.nextInt(3)),
            null);
    return switch (kind) {
      case 0, 1, 2 -> new Given(about, told, false, null);
      case 3, 4 -> new ConsentStatement.Refused(about, told, null);
      case 5 -> new ConsentStatement.Withdrawn(about, told, null);
      default -> new ConsentStatement.Invalidated(about, told, REASONS[random.nextInt(2)]);
    };
  }
}
