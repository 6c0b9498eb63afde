package org.uputnica.mechanism;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.uputnica.platform.figure.Figure;

/** What alarms about users tell whoever watches over the node. */
@Singleton
class ConductFigures {
  @Produces
  @Singleton
  Figure open() {
    return new Figure(
        "uputnica.alarms.open",
        "Alarms about users that nobody has looked into yet",
        List.of(),
        "select count(*) from process.conduct_alarm where finding is null");
  }
}
