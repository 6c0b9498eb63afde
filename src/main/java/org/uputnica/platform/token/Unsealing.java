package org.uputnica.platform.token;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.problem.RefusedException;
import org.uputnica.platform.token.IdentityProvider.AwayException;

/** Has the caller's account vouched for where {@link Unseals} says so. */
@Interceptor
@Unseals
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
class Unsealing {
  private final SecurityIdentity identity;
  private final Accounts accounts;
  private final Vouched vouched;

  Unsealing(SecurityIdentity identity, Accounts accounts, Vouched vouched) {
    this.identity = identity;
    this.accounts = accounts;
    this.vouched = vouched;
  }

  @AroundInvoke
  @Nullable Object ask(InvocationContext call) throws Exception {
    if (!standsNow()) {
      throw new RefusedException(TokenRefusal.NOT_SIGNED_IN);
    }
    vouched.vouch();
    return call.proceed();
  }

  private boolean standsNow() {
    try {
      return accounts.standsNow(identity);
    } catch (AwayException away) {
      throw new RefusedException(TokenRefusal.PROVIDER_AWAY);
    }
  }
}
