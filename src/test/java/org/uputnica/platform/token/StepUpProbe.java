package org.uputnica.platform.token;

import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** An operation that asks for the second factor and does nothing else. */
@ApplicationScoped
@Path("/probe/stepped-up")
@RunOnVirtualThread
public class StepUpProbe {
  @POST
  @Authenticated
  @SteppedUp
  public String reach() {
    return "reached";
  }
}
