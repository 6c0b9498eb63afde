package org.uputnica.platform.caller;

import java.util.Set;

/**
 * Role codes of {@code codelists/roles.csv}, as the identity provider's realm roles carry them. A
 * test keeps the three alike.
 */
public final class Roles {
  public static final String FRONT = "R-FRONT";
  public static final String BORDER = "R-BORDER";
  public static final String ID = "R-ID";
  public static final String COORD = "R-COORD";
  public static final String CASE = "R-CASE";
  public static final String SHELTER = "R-SHELTER";
  public static final String LAW = "R-LAW";
  public static final String POL = "R-POL";
  public static final String GUARD = "R-GUARD";
  public static final String INTP = "R-INTP";
  public static final String XB = "R-XB";
  public static final String REG = "R-REG";
  public static final String MON = "R-MON";
  public static final String PERSON = "R-PERSON";
  public static final String ADMIN = "R-ADMIN";
  public static final String DPO = "R-DPO";

  /** All sixteen. */
  public static final Set<String> ALL =
      Set.of(
          FRONT, BORDER, ID, COORD, CASE, SHELTER, LAW, POL, GUARD, INTP, XB, REG, MON, PERSON,
          ADMIN, DPO);

  /**
   * Those who work with cases or watch over the mechanism, and so know its words. An interpreter,
   * the person herself and whoever only runs the machine do not need them on their screens.
   */
  public static final Set<String> OF_THE_TRADE =
      Set.of(FRONT, BORDER, ID, COORD, CASE, SHELTER, LAW, POL, GUARD, XB, REG, MON, DPO);

  private Roles() {}
}
