package org.uputnica.platform.token;

import jakarta.enterprise.context.ApplicationScoped;
import org.uputnica.platform.caller.Callers;

/** The second look behind {@link Unseals}, where identity is opened. */
@ApplicationScoped
public class VouchedCaller {
  private final Vouched vouched;

  VouchedCaller(Vouched vouched) {
    this.vouched = vouched;
  }

  /**
   * Lets the service itself pass, and a caller who was vouched for in this request.
   *
   * @throws IllegalStateException the operation does not say {@link Unseals}
   */
  public void require() {
    if (!Callers.isService() && !vouched.isVouched()) {
      throw new IllegalStateException("an operation that opens identity says @Unseals");
    }
  }
}
