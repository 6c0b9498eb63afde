package org.uputnica.mechanism.domain;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.uputnica.platform.id.OrganizationId;

/**
 * Who within the responsible organisation works on a case, and which organisations must see nothing
 * of it. Accounts are subjects of the identity provider: opaque ids, never names.
 *
 * @param manager the one responsible person; null until somebody takes the case over
 * @param colleagues accounts that work on the case beside her
 * @param conflicted organisations with a conflict of interest
 */
public record Assignment(
    @Nullable String manager, Set<String> colleagues, Set<OrganizationId> conflicted) {
  /** Nobody yet. */
  public static final Assignment NONE = new Assignment(null, Set.of(), Set.of());

  public Assignment {
    colleagues = Set.copyOf(colleagues);
    conflicted = Set.copyOf(conflicted);
  }

  /** Whether this account is the manager or a colleague. */
  public boolean has(String account) {
    return account.equals(manager) || colleagues.contains(account);
  }

  public boolean isManager(String account) {
    return account.equals(manager);
  }

  /** Who has a conflict of interest leaves the team; an organisation is kept out. */
  public Assignment without(ConflictOfInterest conflict) {
    @Nullable String account = conflict.account();
    @Nullable OrganizationId organization = conflict.organization();
    Set<String> others = new HashSet<>(colleagues);
    Set<OrganizationId> kept = new HashSet<>(conflicted);
    if (account != null) {
      others.remove(account);
    }
    if (organization != null) {
      kept.add(organization);
    }
    return new Assignment(
        manager != null && manager.equals(account) ? null : manager, others, kept);
  }
}
