package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are taken for the same, in all scripts of the region and its neighbours. */
class NameSoundTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource({
    // Serbian, Montenegrin, Bosnian: Cyrillic, Latin, and Latin without its marks
    "Љиљана, Ljiljana", "Љиљана, Liljana", "Његош, Njegoš", "Његош, Njegos", "Ђорђе, Đorđe",
    "Ђорђе, Djordje", "Đorđe, Djordje", "Ђурђевић, Djurdjevic", "Џевад, Dževad", "Џевад, Dzevad",
    "Шабан, Saban", "Жељко, Zeljko", "Ћамил, Camil", "Чедомир, Cedomir", "Срђан, Srdjan",
    "Петровић, Petrovic", "Петровић, Petrović", "ПЕТРОВИЋ, petrovic", "Ћоровић, Corovic",
    // Macedonian
    "Ѓорѓи, Gjorgji", "Ѓорѓи, Đorđi", "Ќемал, Kjemal", "Ќемал, Ćemal", "Ѕвонко, Zvonko",
    "Ѕвонко, Dzvonko", "Љупчо, Ljupčo", "Јасмина, Jasmina",
    // Albanian beside its neighbours
    "Shpresa, Špresa", "Shpresa, Шпреса", "Hoxha, Hodža", "Hoxha, Хоџа", "Xhevat, Dževat",
    "Rexhep, Redžep", "Rexhep, Recep", "Gjergj, Đerđ", "Krasniqi, Krasnići", "Shaqiri, Šaćiri",
    "Qemal, Ćemal", "Qemal, Kemal", "Çelik, Čelik", "Valdetë, Valdete", "Muhamet, Muhamed",
    // Turkish
    "İbrahim, Ibrahim", "İbrahim, IBRAHIM", "Yıldız, Jildiz", "Yıldız, YILDIZ", "Şerif, Šerif",
    "Cemal, Džemal", "Cemal, Xhemal", "Ahmet, Ahmed", "Erdoğan, Erdogan", "Çelik, Celik",
    // Russian, Ukrainian, Bulgarian
    "Елена, Jelena", "Елена, Yelena", "Юлия, Yulia", "Юлия, Julija", "Катерина, Kateryna",
    "Петрович, Petrovich", "Хајрудин, Hayrudin", "Алексей, Aleksej",
    // Arabic script beside the romanisations people travel with
    "محمد, Muhammad", "محمد, Mohamed", "محمد, Мухамед", "محمّد, Mohammad", "فاطمة, Fatima",
    "فاطمه, Fatma", "فاطمة, Фатима", "یوسف, Yusuf", "يوسف, Jusuf", "علی, Ali", "زهرا, Zahra",
    "حسين, Hussein", "حسین, Husein", "خدیجه, Khadija", "جواد, Jawad", "جواد, Džavad",
    "عبدالله, Abdullah", "عبد الله, Abd", "رضا, Reza", "قاسم, Qasim", "قاسم, Kasim",
    "لیلا, Lejla", "ليلى, Layla", "زینب, Zainab", "مریم, Maryam", "احمد, Ahmad", "احمدی, Ahmadi",
    "نور, Noor", "وحید, Wahid", "عمر, Omar", "علی‌رضا, Alireza", "شیرین, Shirin", "ژیلا, Zhila",
    // Romanisations among themselves
    "Yusuf, Jusuf", "Yousef, Jusuf", "Mohammed, Muhamed", "Layla, Lejla", "Leila, Lejla",
    "Aisha, Ajša", "Zeynab, Zainab", "Hussain, Husein", "Khaled, Haled", "Maria, Marija",
    "Sarah, Sara", "Sofia, Sofija", "Nour, Nur", "Qasim, Kasim", "Iljas, Ilyas", "O’Neil, Oneil"
  })
  void soundAlike(String one, String other) {
    assertThat(alike(one, other)).isTrue();
    assertThat(alike(other, one)).isTrue();
    assertThat(skeletons(one)).containsAnyElementsOf(skeletons(other));
  }

  @ParameterizedTest
  @CsvSource({
    "Marko, Mirko", "Ana, Ina", "Ana, Una", "Petar, Petra", "Jasmin, Jasmina", "Milan, Milena",
    "Ivan, Jovan", "Zoran, Zorana", "Sara, Zara", "Ali, Lea", "Nada, Nenad", "Hasan, Husein",
    "Omar, Amir", "Muhamed, Mehmed", "احمد, احمدی", "احمد, Ahmadi", "علی, Lejla",
    "Драган, Dragana", "Марко, Mirko", "Љиљана, Liljan", "Shpresa, Presa", "Hoxha, Hoti",
    "Fatima, Fata", "Јован, Ivan"
  })
  void soundDifferent(String one, String other) {
    assertThat(alike(one, other)).isFalse();
    assertThat(alike(other, one)).isFalse();
  }
  // spotless:on

  @Test
  void everyPartCountsInAnyOrder() {
    List<NameSound> written = NameSound.partsOf("Kalešić Zora-Ana");
    assertThat(written).hasSize(3);
    assertThat(NameSound.partsOf("Zora").getFirst())
        .matches(it -> written.stream().anyMatch(it::isLike));
    assertThat(NameSound.partsOf("Калешић").getFirst())
        .matches(it -> written.stream().anyMatch(it::isLike));
  }

  @Test
  void articlesAndParticlesAreNotParts() {
    assertThat(NameSound.partsOf("Al Hasan bin Ali")).hasSize(2);
    assertThat(NameSound.partsOf("الحسن").getFirst().isLike(NameSound.partsOf("Hasan").getFirst()))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "123", "—", "'", "ال", "\u200C"})
  void whatHasNoSoundHasNoParts(String text) {
    assertThat(NameSound.partsOf(text)).isEmpty();
  }

  @Test
  void aVeryLongNameEnds() {
    assertThat(NameSound.partsOf("Jajcja ".repeat(30))).hasSize(8);
    assertThat(NameSound.partsOf("jaja".repeat(50)).getFirst().readings()).hasSizeLessThan(9);
  }

  /** However it is typed, the tokens are the same. */
  @ParameterizedTest
  @MethodSource
  void variantsOfTypingHaveTheSameTokens(String name, String variant) {
    assertThat(skeletons(variant)).isEqualTo(skeletons(name));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> variantsOfTypingHaveTheSameTokens() {
    var random = new Random(20261126);
    List<String> names =
        List.of(
            "Đorđe Kalešić",
            "Љиљана Ћоровић",
            "Ѓорѓи Ќосев",
            "Valdetë Çela",
            "İpek Yıldız",
            "فاطمة الزهراء",
            "علی‌رضا احمدی",
            "Зоя Йовчева",
            "Zoë Żak");
    return names.stream()
        .flatMap(name ->
            Stream.generate(() -> variant(name, random))
                .limit(20)
                .map(variant -> org.junit.jupiter.params.provider.Arguments.of(name, variant)));
  }

  private static String variant(String name, Random random) {
    Normalizer.Form form =
        Normalizer.Form.values()[random.nextInt(Normalizer.Form.values().length)];
    String typed = Normalizer.normalize(name, form);
    typed = random.nextBoolean() ? " " + typed + "  " : typed;
    typed = random.nextBoolean() ? typed.replace(" ", "   ") : typed;
    return random.nextBoolean() ? typed.replace(" ", ", ") : typed;
  }

  private static boolean alike(String one, String other) {
    return NameSound.partsOf(one).stream()
        .anyMatch(part -> NameSound.partsOf(other).stream().anyMatch(part::isLike));
  }

  private static Set<String> skeletons(String name) {
    Set<String> all = new HashSet<>();
    NameSound.partsOf(name).forEach(part -> all.addAll(part.skeletons()));
    return all;
  }
}
