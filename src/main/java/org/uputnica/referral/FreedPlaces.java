package org.uputnica.referral;

import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.ServiceOffer;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.referral.domain.Listed;
import org.uputnica.referral.domain.WaitingLists;
import org.uputnica.referral.domain.WaitingLists.First;

/**
 * Once a house has a place again, it is asked again for the first of its waiting list, with the
 * clock of the same priority. Whatever made the place free; late, twice or side by side, the house
 * is asked once.
 */
@ApplicationScoped
class FreedPlaces {
  private final WaitingLists lists;
  private final DirectoryService directory;
  private final TrackService tracks;
  private final ReferralService referrals;
  private final Clock clock;
  private final Rounds rounds = new Rounds("asking the first of a waiting list");

  FreedPlaces(
      WaitingLists lists,
      DirectoryService directory,
      TrackService tracks,
      ReferralService referrals,
      Clock clock) {
    this.lists = lists;
    this.directory = directory;
    this.tracks = tracks;
    this.referrals = referrals;
    this.clock = clock;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(
        () -> Rounds.each(Callers.as(Caller.NODE, () -> apart(this::withPlace)), this::tryToAsk));
  }

  private List<First> withPlace() {
    lists.tidy();
    List<First> firsts = lists.firsts();
    Map<ServiceId, ServiceOffer> services =
        directory.services(
            firsts.stream().map(it -> it.listed().service()).collect(Collectors.toSet()));
    return firsts.stream().filter(it -> hasPlace(it, services.get(it.listed().service()))).toList();
  }

  private static boolean hasPlace(First first, @Nullable ServiceOffer service) {
    return service != null && first.listed().hasPlace(service.capacities(), first.spoken());
  }

  /** One that cannot be asked does not keep the others waiting. */
  private void tryToAsk(First first) {
    try {
      ask(first.listed());
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        throw failed;
      }
      Log.errorf("run %s stays on its list: %s", first.listed().referral(), SafeTrace.of(failed));
    }
  }

  /**
   * Asks the house again.
   *
   * @return false when the request has left the list, or somebody else was quicker
   */
  boolean ask(Listed first) {
    Caller service = Caller.service(first.sender(), first.country());
    return Callers.as(
        service,
        () ->
            apart(() -> {
              String state =
                  tracks.hold(first.referral()).run(first.referral()).snapshot().state().value();
              boolean mine =
                  state.equals("RF-WAIT") && lists.claim(first.referral(), clock.instant());
              if (mine) {
                referrals.take(
                    TakeStep.following(
                        first.referral(), "A025", Map.of("priority", first.priority().name())),
                    service);
              }
              return mine;
            }));
  }

  private static <T> T apart(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }
}
