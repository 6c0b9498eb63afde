package org.uputnica.platform.token;

import jakarta.enterprise.context.RequestScoped;

/** Whether the caller's account was vouched for in this request. */
@RequestScoped
class Vouched {
  private boolean vouched;

  void vouch() {
    vouched = true;
  }

  boolean isVouched() {
    return vouched;
  }
}
