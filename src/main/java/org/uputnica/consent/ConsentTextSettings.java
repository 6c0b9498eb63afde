package org.uputnica.consent;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Settings of what is read to a person before she answers. */
@ConfigMapping(prefix = "uputnica.consent-texts")
public interface ConsentTextSettings {
  /**
   * Directory of what the operator adds: {@code reviews.csv}, and sound and pictograms as {@code
   * <version>/<language>/<key>.<ogg|mp3|svg|png>}. Read with each request, so nothing has to be
   * restarted.
   */
  Optional<String> directory();
}
