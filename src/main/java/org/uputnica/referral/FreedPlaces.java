package org.uputnica.referral;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.uputnica.directory.DirectoryService;
import org.uputnica.directory.domain.FreePlaces;
import org.uputnica.directory.domain.WantedPlaces;
import org.uputnica.mechanism.TakeStep;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.id.ServiceId;
import org.uputnica.platform.id.TrackId;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;
import org.uputnica.platform.problem.Unavailable;
import org.uputnica.referral.domain.Listed;
import org.uputnica.referral.domain.Referral;
import org.uputnica.referral.domain.Referrals;
import org.uputnica.referral.domain.WaitingLists;

/**
 * Once a house has a place again, it is asked again for the first of its waiting list whom the
 * place is for, with the clock of the same priority. Whatever made the place free; late, twice or
 * side by side, the house is asked once.
 */
@ApplicationScoped
class FreedPlaces {
  /** How far down a list somebody is looked for. */
  private static final int FAR = 50;

  private final WaitingLists lists;
  private final Referrals requests;
  private final DirectoryService directory;
  private final TrackService tracks;
  private final ReferralService referrals;
  private final Clock clock;
  private final Rounds rounds = new Rounds("asking the first of a waiting list");

  FreedPlaces(
      WaitingLists lists,
      Referrals requests,
      DirectoryService directory,
      TrackService tracks,
      ReferralService referrals,
      Clock clock) {
    this.lists = lists;
    this.requests = requests;
    this.directory = directory;
    this.tracks = tracks;
    this.referrals = referrals;
    this.clock = clock;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(() -> Rounds.each(Callers.apart(Caller.NODE, () -> withPlace()), this::askOne));
  }

  /** Of every list those for whom there is a place, in their order. */
  private List<List<Listed>> withPlace() {
    lists.tidy();
    Map<ServiceId, List<Listed>> all =
        lists.all(FAR).stream().collect(Collectors.groupingBy(Listed::service));
    return directory.services(all.keySet()).values().stream()
        .map(it -> withPlace(all.getOrDefault(it.id(), List.of()), it.capacities()))
        .toList();
  }

  private List<Listed> withPlace(List<Listed> list, List<FreePlaces> now) {
    Map<TrackId, WantedPlaces> wanted =
        requests
            .of(list.stream().map(Listed::referral).collect(Collectors.toSet()))
            .values()
            .stream()
            .collect(Collectors.toMap(Referral::id, ReferralFacts::wanted));
    List<WantedPlaces> spoken =
        list.stream().filter(Listed::isAsked).map(it -> of(it, wanted)).toList();
    return list.stream()
        .filter(it -> !it.isAsked() && it.hasPlace(now, of(it, wanted), spoken))
        .toList();
  }

  private static WantedPlaces of(Listed listed, Map<TrackId, WantedPlaces> wanted) {
    return Objects.requireNonNull(wanted.get(listed.referral()));
  }

  private void askOne(List<Listed> list) {
    for (Listed first : list) {
      if (tryToAsk(first)) {
        return;
      }
    }
  }

  /** False for one that cannot be asked: it does not keep the others waiting. */
  private boolean tryToAsk(Listed first) {
    try {
      ask(first);
      return true;
    } catch (RuntimeException failed) {
      if (Unavailable.is(failed)) {
        throw failed;
      }
      Log.errorf("run %s stays on its list: %s", first.referral(), SafeTrace.of(failed));
      return false;
    }
  }

  /**
   * Asks the house again.
   *
   * @return false when the request has left the list, or somebody else was quicker
   */
  boolean ask(Listed first) {
    Caller service = Caller.service(first.sender(), first.country());
    return Callers.apart(
        service,
        () -> {
          String state =
              tracks.hold(first.referral()).run(first.referral()).snapshot().state().value();
          boolean mine = state.equals("RF-WAIT") && lists.claim(first.referral(), clock.instant());
          if (mine) {
            referrals.take(
                TakeStep.following(
                    first.referral(), "A025", Map.of("priority", first.priority().name())),
                service);
          }
          return mine;
        });
  }
}
