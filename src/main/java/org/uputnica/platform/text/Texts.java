package org.uputnica.platform.text;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Texts from {@code messages/<bundle>_<language>.properties} (UTF-8). English is the fallback of a
 * missing language, never of a missing key: a test sees to it that every language has every key.
 */
@ApplicationScoped
public class Texts {
  /** Languages the staff's texts exist in (BCP 47). */
  public static final List<String> STAFF =
      List.of("en", "sq", "bs", "cnr", "sr-Latn", "sr-Cyrl", "mk");

  /** Languages the texts for the persons themselves exist in (BCP 47). */
  public static final List<String> PERSON =
      List.of(
          "en", "sq", "bs", "cnr", "sr-Latn", "sr-Cyrl", "mk", "ar", "fa", "prs", "ps", "ur", "tr",
          "ru", "uk", "es", "fr", "rom");

  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "fa", "prs", "ps", "ur", "ckb", "pnb");
  private static final ResourceBundle.Control NO_SYSTEM_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** As read from the files; there are as many as bundles and languages they exist in. */
  private final Map<Key, ResourceBundle> bundles = new ConcurrentHashMap<>();

  /**
   * The best of {@code offered} for an {@code Accept-Language} header; English when nothing fits.
   */
  public static Locale choose(@Nullable String acceptLanguage, List<String> offered) {
    if (acceptLanguage == null || acceptLanguage.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      @Nullable String tag = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), offered);
      return tag == null ? Locale.ENGLISH : Locale.forLanguageTag(tag);
    } catch (IllegalArgumentException unreadable) {
      return Locale.ENGLISH;
    }
  }

  public static Locale staff(@Nullable String acceptLanguage) {
    return choose(acceptLanguage, STAFF);
  }

  public static boolean isRightToLeft(Locale language) {
    return RIGHT_TO_LEFT.contains(language.getLanguage());
  }

  /** A text with its arguments filled in. */
  public String text(String bundle, Locale language, String key, Object... arguments) {
    String pattern = bundle(bundle, language).getString(key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, language).format(arguments);
  }

  /** A text, or {@code fallback} when the bundle has no such key. */
  public String textOr(String bundle, Locale language, String key, String fallback) {
    try {
      return bundle(bundle, language).getString(key);
    } catch (MissingResourceException absent) {
      return fallback;
    }
  }

  /** The keys a bundle has in this very language, those it would borrow from English left out. */
  public static Set<String> keys(String bundle, Locale language) {
    Locale own = language.equals(Locale.ENGLISH) ? Locale.ROOT : language;
    String file = NO_SYSTEM_FALLBACK.toBundleName("messages/" + bundle, own) + ".properties";
    Properties texts = new Properties();
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
      if (in != null) {
        texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return texts.stringPropertyNames();
  }

  private ResourceBundle bundle(String bundle, Locale language) {
    return bundles.computeIfAbsent(
        new Key(bundle, language),
        key ->
            ResourceBundle.getBundle(
                "messages/" + key.bundle(),
                key.language(),
                Thread.currentThread().getContextClassLoader(),
                NO_SYSTEM_FALLBACK));
  }

  private record Key(String bundle, Locale language) {}
}
