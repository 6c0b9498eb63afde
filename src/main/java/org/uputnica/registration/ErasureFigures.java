package org.uputnica.registration;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.uputnica.platform.figure.Figure;

/** What erasures tell whoever watches over the node. */
@Singleton
class ErasureFigures {
  @Produces
  @Singleton
  Figure waiting() {
    return new Figure(
        "uputnica.erasures.waiting",
        "Erasures that wait for the second person",
        List.of(),
        "select count(*) from process.erasure where state = 'REQUESTED'");
  }
}
