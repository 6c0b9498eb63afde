package org.uputnica.crossborder;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.uputnica.crossborder.domain.Request;
import org.uputnica.crossborder.domain.Requests;
import org.uputnica.mechanism.TrackService;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Callers;
import org.uputnica.platform.job.Rounds;
import org.uputnica.platform.problem.SafeTrace;

/**
 * What was asked of another country for somebody who had died before a death stopped it by itself
 * is stopped and asked back now, each request in a transaction of its own: one that cannot be
 * raises an alarm and is tried again.
 */
@ApplicationScoped
class LeftAbroadByDeath {
  private final TrackService tracks;
  private final Requests requests;
  private final CrossborderService service;
  private final Rounds rounds = new Rounds("stopping what was asked abroad for the dead");

  LeftAbroadByDeath(TrackService tracks, Requests requests, CrossborderService service) {
    this.tracks = tracks;
    this.requests = requests;
    this.service = service;
  }

  @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    rounds.run(this::stopAll);
  }

  private void stopAll() {
    Rounds.each(
        Callers.apart(Caller.NODE, this::left),
        this::stop,
        (it, failed) ->
            Log.errorf(
                "ALARM request %s goes on although the person has died: %s",
                it.id(), SafeTrace.of(failed)));
  }

  private List<Request> left() {
    return tracks.ofTheDead(CrossborderService.TRACK, Request.NOT_OVER).stream()
        .flatMap(it -> requests.find(it).stream())
        .toList();
  }

  private void stop(Request request) {
    Caller contact = Caller.service(request.contact(), request.country());
    Callers.apart(
        contact,
        () -> service.stopOne(request.id(), Request.NOT_OVER, "NO_LONGER_NEEDED", contact));
  }
}
