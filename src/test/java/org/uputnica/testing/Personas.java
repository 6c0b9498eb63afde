package org.uputnica.testing;

import java.util.UUID;

/**
 * The invented people of the demo realm by name, as tests speak of them. A test keeps them like the
 * realm file.
 */
public final class Personas {
  /** ME, border police at Božaj: R-BORDER, R-FRONT. */
  public static final Person VERA = montenegro("vera", 1);

  /** ME, border police at Božaj: R-BORDER, R-FRONT. */
  public static final Person MARKO = montenegro("marko", 1);

  /** ME, border police at Božaj: R-BORDER alone. */
  public static final Person STEFAN = montenegro("stefan", 1);

  /** ME, mobile team: R-FRONT. */
  public static final Person LUKA = montenegro("luka", 2);

  /** ME, formal identification: R-ID. */
  public static final Person IVANA = montenegro("ivana", 3);

  /** ME, house "Breza": R-SHELTER. */
  public static final Person JELENA = montenegro("jelena", 4);

  /** ME, house "Jasen": R-SHELTER. */
  public static final Person PETAR = montenegro("petar", 5);

  /** ME, centre for social work: R-CASE. */
  public static final Person MIRA = montenegro("mira", 6);

  /** ME, centre for social work: R-CASE. */
  public static final Person NADA = montenegro("nada", 6);

  /** ME, centre for social work: R-GUARD. */
  public static final Person DRAGAN = montenegro("dragan", 6);

  /** ME, national coordinator's office: R-COORD. */
  public static final Person SANJA = montenegro("sanja", 7);

  /** ME, national coordinator's office: R-XB. */
  public static final Person NIKOLA = montenegro("nikola", 7);

  /** ME, national coordinator's office: R-DPO. */
  public static final Person TAMARA = montenegro("tamara", 7);

  /** ME, investigators: R-POL. */
  public static final Person ZORAN = montenegro("zoran", 8);

  /** ME, clinical centre: R-SHELTER. */
  public static final Person ANA = montenegro("ana", 9);

  /** ME, children's house "Ljiljan": R-SHELTER. */
  public static final Person MILENA = montenegro("milena", 0xa);

  /** ME, legal aid: R-LAW. */
  public static final Person BOJAN = montenegro("bojan", 0xb);

  /** ME, national coordinator's office: R-MON. */
  public static final Person IRENA = montenegro("irena", 7);

  /** ME, interpreters' roster: R-INTP. */
  public static final Person SELMA = montenegro("selma", 0xc);

  /** ME, regional centre: R-REG. */
  public static final Person RAJKO = montenegro("rajko", 0xd);

  /** ME, somebody with access to her own record: R-PERSON. */
  public static final Person OSOBA = montenegro("osoba", 0xe);

  /** AL, border crossing Hani i Hotit: R-BORDER, R-FRONT. */
  public static final Person ARTA = albania("arta", 1);

  /** AL, mobile unit: R-FRONT. */
  public static final Person BESNIK = albania("besnik", 2);

  /** AL, responsible authority: R-ID. */
  public static final Person DRITA = albania("drita", 3);

  /** AL, house "Mështekna": R-SHELTER. */
  public static final Person ELIRA = albania("elira", 4);

  /** AL, house "Lisi": R-SHELTER. */
  public static final Person FATOS = albania("fatos", 5);

  /** AL, social service: R-CASE. */
  public static final Person GENT = albania("gent", 6);

  /** AL, social service: R-GUARD. */
  public static final Person HANA = albania("hana", 6);

  /** AL, national coordinator's office: R-COORD. */
  public static final Person ILIR = albania("ilir", 7);

  /** AL, national coordinator's office: R-XB. */
  public static final Person KALTRINA = albania("kaltrina", 7);

  /** AL, investigators: R-POL. */
  public static final Person LEKA = albania("leka", 8);

  /** AL, national coordinator's office: R-MON. */
  public static final Person OLSI = albania("olsi", 7);

  /** AL, national coordinator's office: R-DPO. */
  public static final Person PETRIT = albania("petrit", 7);

  /** AL, legal aid: R-LAW. */
  public static final Person MIMOZA = albania("mimoza", 9);

  /** AL, interpreters' roster: R-INTP. */
  public static final Person ROZAFA = albania("rozafa", 0xa);

  /** AL, regional centre: R-REG. */
  public static final Person SOKOL = albania("sokol", 0xb);

  /** AL, somebody with access to her own record: R-PERSON. */
  public static final Person VETJA = albania("vetja", 0xc);

  /** AL, operator of the node: R-ADMIN. */
  public static final Person QEMAL = albania("qemal", 0xd);

  /** The node's operator: R-ADMIN. */
  public static final Person ADMIR =
      new Person("admir", UUID.fromString("00000000-0000-4000-8000-000000000001"), "ME");

  private Personas() {}

  private static Person montenegro(String username, int organization) {
    return new Person(username, id("1e000000", organization), "ME");
  }

  private static Person albania(String username, int organization) {
    return new Person(username, id("a1000000", organization), "AL");
  }

  private static UUID id(String block, int organization) {
    return UUID.fromString("%s-0000-4000-8000-%012x".formatted(block, organization));
  }
}
