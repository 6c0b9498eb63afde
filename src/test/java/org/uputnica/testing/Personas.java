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

  /** BA, border police unit Vardište: R-BORDER, R-FRONT. */
  public static final Person SENAD = bosnia("senad", 1);

  /** BA, mobile team: R-FRONT. */
  public static final Person AMRA = bosnia("amra", 2);

  /** BA, service for foreigners, identification desk: R-ID. */
  public static final Person EDIN = bosnia("edin", 3);

  /** BA, house "Jela": R-SHELTER. */
  public static final Person LEJLA = bosnia("lejla", 4);

  /** BA, centre for social welfare: R-CASE. */
  public static final Person AZRA = bosnia("azra", 6);

  /** BA, centre for social welfare: R-GUARD. */
  public static final Person MIRSAD = bosnia("mirsad", 6);

  /** BA, state coordinator's office: R-COORD. */
  public static final Person JASMINA = bosnia("jasmina", 7);

  /** BA, state coordinator's office: R-XB. */
  public static final Person HARIS = bosnia("haris", 7);

  /** BA, state coordinator's office: R-DPO. */
  public static final Person NERMINA = bosnia("nermina", 7);

  /** BA, investigators: R-POL. */
  public static final Person DINO = bosnia("dino", 8);

  /** BA, legal aid: R-LAW. */
  public static final Person EMINA = bosnia("emina", 9);

  /** XK*, border police Vërmicë: R-BORDER, R-FRONT. */
  public static final Person AGRON = kosovo("agron", 1);

  /** XK*, mobile team: R-FRONT. */
  public static final Person VJOSA = kosovo("vjosa", 2);

  /** XK*, joint assessment of investigator and advocate: R-ID. */
  public static final Person BLERIM = kosovo("blerim", 3);

  /** XK*, house "Bliri": R-SHELTER. */
  public static final Person TEUTA = kosovo("teuta", 4);

  /** XK*, state facility "Ahu": R-SHELTER. */
  public static final Person SHPRESA = kosovo("shpresa", 5);

  /** XK*, centre for social work: R-CASE. */
  public static final Person VALBONA = kosovo("valbona", 6);

  /** XK*, centre for social work: R-GUARD. */
  public static final Person ARDIAN = kosovo("ardian", 6);

  /** XK*, national coordinator's office: R-COORD. */
  public static final Person BESA = kosovo("besa", 7);

  /** XK*, national coordinator's office: R-XB. */
  public static final Person LIRIDON = kosovo("liridon", 7);

  /** XK*, national coordinator's office: R-DPO. */
  public static final Person FJOLLA = kosovo("fjolla", 7);

  /** XK*, investigators: R-POL. */
  public static final Person ARBEN = kosovo("arben", 8);

  /** XK*, legal aid: R-LAW. */
  public static final Person DONIKA = kosovo("donika", 9);

  /** MK, border police Tabanovce: R-BORDER, R-FRONT. */
  public static final Person GORAN = macedonia("goran", 1);

  /** MK, mobile team: R-FRONT. */
  public static final Person BILJANA = macedonia("biljana", 2);

  /** MK, operational team for identification: R-ID. */
  public static final Person IGOR = macedonia("igor", 3);

  /** MK, house "Kosten": R-SHELTER. */
  public static final Person SNEZANA = macedonia("snezana", 4);

  /** MK, centre for social work: R-CASE. */
  public static final Person VESNA = macedonia("vesna", 6);

  /** MK, centre for social work: R-GUARD. */
  public static final Person TONI = macedonia("toni", 6);

  /** MK, secretariat of the national commission: R-COORD. */
  public static final Person KATERINA = macedonia("katerina", 7);

  /** MK, secretariat of the national commission: R-XB. */
  public static final Person FILIP = macedonia("filip", 7);

  /** MK, secretariat of the national commission: R-DPO. */
  public static final Person VIOLETA = macedonia("violeta", 7);

  /** MK, investigators: R-POL. */
  public static final Person ZLATKO = macedonia("zlatko", 8);

  /** MK, legal aid: R-LAW. */
  public static final Person MARIJA = macedonia("marija", 9);

  /** RS, border police Preševo: R-BORDER, R-FRONT. */
  public static final Person MILAN = serbia("milan", 1);

  /** RS, mobile team: R-FRONT. */
  public static final Person JOVANA = serbia("jovana", 2);

  /** RS, national centre for protection: R-ID. */
  public static final Person SLADJANA = serbia("sladjana", 3);

  /** RS, house "Bagrem": R-SHELTER. */
  public static final Person LJILJANA = serbia("ljiljana", 4);

  /** RS, centre for social work: R-CASE. */
  public static final Person GORDANA = serbia("gordana", 6);

  /** RS, centre for social work: R-GUARD. */
  public static final Person VLADIMIR = serbia("vladimir", 6);

  /** RS, centre for social work: R-ID. */
  public static final Person RADMILA = serbia("radmila", 6);

  /** RS, office for coordination: R-COORD. */
  public static final Person DUSAN = serbia("dusan", 7);

  /** RS, office for coordination: R-XB. */
  public static final Person TIJANA = serbia("tijana", 7);

  /** RS, office for coordination: R-DPO. */
  public static final Person NEVENA = serbia("nevena", 7);

  /** RS, investigators: R-POL. */
  public static final Person SLOBODAN = serbia("slobodan", 8);

  /** RS, legal aid: R-LAW. */
  public static final Person NATASA = serbia("natasa", 9);

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

  private static Person bosnia(String username, int organization) {
    return new Person(username, id("ba000000", organization), "BA");
  }

  private static Person kosovo(String username, int organization) {
    return new Person(username, id("c0500000", organization), "XK");
  }

  private static Person macedonia(String username, int organization) {
    return new Person(username, id("4c000000", organization), "MK");
  }

  private static Person serbia(String username, int organization) {
    return new Person(username, id("5e000000", organization), "RS");
  }

  private static UUID id(String block, int organization) {
    return UUID.fromString("%s-0000-4000-8000-%012x".formatted(block, organization));
  }
}
