package org.uputnica.platform.caller;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of one request, once the token has been read: it is asked for many times. */
@RequestScoped
class RequestCaller {
  private @Nullable Caller caller;

  @Nullable Caller get() {
    return caller;
  }

  Caller keep(Caller read) {
    caller = read;
    return read;
  }
}
