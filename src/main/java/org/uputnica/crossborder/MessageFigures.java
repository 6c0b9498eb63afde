package org.uputnica.crossborder;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.uputnica.platform.figure.Figure;

/** What messages between countries tell whoever watches over the node. */
@Singleton
class MessageFigures {
  @Produces
  @Singleton
  Figure messages() {
    return new Figure(
        "uputnica.messages",
        "Messages to other countries that have not arrived: still tried, or given up",
        List.of("waiting", "undelivered"),
        "select case when parked_at is null then 'waiting' else 'undelivered' end, count(*)"
            + " from platform.outbox where delivered_at is null group by 1");
  }
}
