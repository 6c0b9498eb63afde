package org.uputnica.crossborder.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.uputnica.crossborder.domain.Undelivered;
import org.uputnica.crossborder.message.Outbox;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.CountryCode;

/** Messages in PostgreSQL. */
@ApplicationScoped
class JdbcOutbox implements Outbox {
  private static final String FORGET =
      "update platform.outbox set token = null, parked_at = coalesce(parked_at, :now), undelivered ="
          + " coalesce(undelivered, 'TAKEN_BACK') where ";
  private static final String UNDELIVERED_OPENING =
      "conversation = :conversation and country = :country and sequence = 1 and delivered_at is null";

  private static final String FIRST_WAITING =
      " from platform.outbox o where delivered_at is null and parked_at is null"
          + " and not exists (select from platform.outbox earlier where earlier.conversation ="
          + " o.conversation and earlier.country = o.country and earlier.delivered_at is null and"
          + " earlier.parked_at is null and earlier.sequence < o.sequence)";

  private final EntityManager entities;
  private final Callers callers;
  private final Clock clock;

  JdbcOutbox(EntityManager entities, Callers callers, Clock clock) {
    this.entities = entities;
    this.callers = callers;
    this.clock = clock;
  }

  @Override
  public long nextSequence(UUID conversation, CountryCode sender) {
    return highest("platform.outbox", conversation, sender) + 1;
  }

  @Override
  public void add(Queued queued) {
    entities
        .createNativeQuery(
            "insert into platform.outbox (id, conversation, sequence, country, organization, receiver, token, queued_at,"
                + " next_try_at, expires_at) values (:id, :conversation, :sequence, :country, :organization, :receiver,"
                + " :token, :now, :now, :expires)")
        .setParameter("id", queued.id())
        .setParameter("conversation", queued.conversation())
        .setParameter("sequence", queued.sequence())
        .setParameter("country", queued.sender().value())
        .setParameter("organization", callers.current().organization().value())
        .setParameter("receiver", queued.receiver().value())
        .setParameter("token", queued.token())
        .setParameter("expires", queued.expires())
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  @Override
  public List<Queued> take(int limit) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id, conversation, sequence, country, receiver, expires_at, tries, token"
                    + FIRST_WAITING
                    + " and next_try_at <= :now order by next_try_at limit :limit for update skip locked",
                Object[].class)
            .setParameter("now", clock.instant())
            .setParameter("limit", limit)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row ->
            new Queued(
                (UUID) row[0],
                (UUID) row[1],
                ((Number) row[2]).longValue(),
                new CountryCode(String.valueOf(row[3])),
                new CountryCode(String.valueOf(row[4])),
                (Instant) row[5],
                ((Number) row[6]).intValue(),
                String.valueOf(row[7])))
        .toList();
  }

  @Override
  public boolean hold(UUID id) {
    return !entities
        .createNativeQuery("select id" + FIRST_WAITING + " and id = :id for update skip locked")
        .setParameter("id", id)
        .getResultList()
        .isEmpty();
  }

  @Override
  public void delivered(UUID id) {
    update("update platform.outbox set delivered_at = :now, token = null where id = :id", id);
  }

  @Override
  public void park(UUID id, Undelivered why) {
    entities
        .createNativeQuery(
            "update platform.outbox set parked_at = :now, undelivered = :why, token = case when :why = 'EXPIRED' then null"
                + " else token end where id = :id")
        .setParameter("now", clock.instant())
        .setParameter("why", why.name())
        .setParameter("id", id)
        .executeUpdate();
  }

  @Override
  public void forgetExpired() {
    entities
        .createNativeQuery(
            "update platform.outbox set token = null where parked_at is not null and token is not null and expires_at <="
                + " :now")
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  @Override
  public void trying(UUID id) {
    update(
        "update platform.outbox set tries = tries + 1, next_try_at = cast(:now as timestamptz)"
            + " + least(power(2, tries + 2), 300) * interval '1 second' where id = :id",
        id);
  }

  @Override
  public boolean takeBack(UUID conversation, CountryCode sender) {
    entities
        .createNativeQuery(
            "delete from platform.outbox where conversation = :conversation and country = :country and tries = 0")
        .setParameter("conversation", conversation)
        .setParameter("country", sender.value())
        .executeUpdate();
    forget(
        "id in (select id from platform.outbox where "
            + UNDELIVERED_OPENING
            + " for update skip locked)",
        conversation,
        sender);
    return highest("platform.outbox", conversation, sender) > 0;
  }

  @Override
  public void forgetOpening(UUID conversation, CountryCode sender) {
    forget(UNDELIVERED_OPENING, conversation, sender);
  }

  private void forget(String which, UUID conversation, CountryCode sender) {
    entities
        .createNativeQuery(FORGET + which)
        .setParameter("now", clock.instant())
        .setParameter("conversation", conversation)
        .setParameter("country", sender.value())
        .executeUpdate();
  }

  @Override
  public boolean receive(UUID id, UUID conversation, CountryCode receiver, long sequence) {
    return entities
            .createNativeQuery(
                "insert into platform.inbox (id, conversation, country, organization, sequence, received_at) values (:id,"
                    + " :conversation, :country, :organization, :sequence, :now) on conflict (id) do nothing")
            .setParameter("id", id)
            .setParameter("conversation", conversation)
            .setParameter("country", receiver.value())
            .setParameter("organization", callers.current().organization().value())
            .setParameter("sequence", sequence)
            .setParameter("now", clock.instant())
            .executeUpdate()
        == 1;
  }

  @Override
  public long lastReceived(UUID conversation, CountryCode receiver) {
    return highest("platform.inbox", conversation, receiver);
  }

  private long highest(String table, UUID conversation, CountryCode country) {
    Object highest =
        entities
            .createNativeQuery(
                "select max(sequence) from "
                    + table
                    + " where conversation = :conversation and country = :country")
            .setParameter("conversation", conversation)
            .setParameter("country", country.value())
            .getSingleResult();
    return Optional.ofNullable((Number) highest).map(Number::longValue).orElse(0L);
  }

  private void update(String sql, UUID id) {
    Instant now = clock.instant();
    entities.createNativeQuery(sql).setParameter("now", now).setParameter("id", id).executeUpdate();
  }
}
