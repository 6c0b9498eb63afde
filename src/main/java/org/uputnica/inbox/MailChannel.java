package org.uputnica.inbox;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.uputnica.platform.text.Texts;

/**
 * Sends letters that say that something waits, in the words of {@code messages/inbox*.properties}
 * and no others: the address and the language are all that makes one different from another.
 */
@ApplicationScoped
class MailChannel {
  private static final String BUNDLE = "inbox";

  private final ReactiveMailer mailer;
  private final Texts texts;
  private final InboxSettings settings;

  MailChannel(ReactiveMailer mailer, Texts texts, InboxSettings settings) {
    this.mailer = mailer;
    this.texts = texts;
    this.settings = settings;
  }

  /**
   * Whether the mail server has taken it; what it said is not kept, since it may name whom.
   *
   * @param id of the delivery: the letter's own id (RFC 5322 Message-ID), the same at each try, so
   *     that a mail system that has it already shows it once
   */
  boolean send(UUID id, String address, Locale language) {
    if (settings.mailFrom().isEmpty()) {
      return false;
    }
    Mail letter =
        Mail.withText(
                address,
                texts.text(BUNDLE, language, "letter.subject"),
                texts.text(BUNDLE, language, "letter.body"))
            .setFrom(settings.mailFrom().get())
            .addHeader("Message-ID", "<" + id + "@" + domain(settings.mailFrom().get()) + ">");
    try {
      mailer.send(letter).await().atMost(settings.patience());
      return true;
    } catch (RuntimeException notTaken) {
      return false;
    }
  }

  /** Of the sender, who may be written with a name. */
  private static String domain(String from) {
    return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
  }
}
