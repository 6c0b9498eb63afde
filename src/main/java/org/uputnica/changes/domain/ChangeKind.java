package org.uputnica.changes.domain;

import java.util.EnumSet;
import java.util.Set;
import org.uputnica.platform.caller.Caller;
import org.uputnica.platform.caller.Roles;

/** What can change, and which roles have an operation that shows it. */
public enum ChangeKind {
  CASE(
      Roles.FRONT,
      Roles.BORDER,
      Roles.COORD,
      Roles.CASE,
      Roles.SHELTER,
      Roles.LAW,
      Roles.GUARD,
      Roles.XB),
  TRACK(
      Roles.FRONT,
      Roles.BORDER,
      Roles.ID,
      Roles.COORD,
      Roles.CASE,
      Roles.SHELTER,
      Roles.LAW,
      Roles.GUARD,
      Roles.XB),
  REFERRAL(Roles.FRONT, Roles.BORDER, Roles.ID, Roles.COORD, Roles.CASE, Roles.SHELTER, Roles.LAW),
  REQUEST(Roles.COORD, Roles.CASE, Roles.GUARD, Roles.XB),
  /** A line of the work list: a notice. */
  NOTICE(
      Roles.FRONT,
      Roles.BORDER,
      Roles.CASE,
      Roles.SHELTER,
      Roles.LAW,
      Roles.GUARD,
      Roles.ID,
      Roles.COORD,
      Roles.XB,
      Roles.DPO),
  /** A line of the work list: a run that waits. */
  WORK(
      Roles.FRONT,
      Roles.BORDER,
      Roles.CASE,
      Roles.SHELTER,
      Roles.LAW,
      Roles.GUARD,
      Roles.ID,
      Roles.COORD,
      Roles.XB,
      Roles.DPO),
  /** A webhook of the organisation that was given up: told to the desks that may add one. */
  WEBHOOK(
      Roles.FRONT,
      Roles.BORDER,
      Roles.CASE,
      Roles.SHELTER,
      Roles.LAW,
      Roles.GUARD,
      Roles.ID,
      Roles.COORD,
      Roles.XB);

  /** What stands before a desk until it is answered. */
  public static final Set<ChangeKind> LINES = Set.of(NOTICE, WORK, WEBHOOK);

  private final Set<String> roles;

  ChangeKind(String... roles) {
    this.roles = Set.of(roles);
  }

  /** What is told to this caller. */
  public static Set<ChangeKind> toldTo(Caller caller) {
    Set<ChangeKind> told = EnumSet.noneOf(ChangeKind.class);
    for (ChangeKind kind : values()) {
      if (kind.roles.stream().anyMatch(caller::has)) {
        told.add(kind);
      }
    }
    return told;
  }
}
