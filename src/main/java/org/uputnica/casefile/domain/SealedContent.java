package org.uputnica.casefile.domain;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.UUID;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/**
 * A content sealed piece by piece while it passes: Tink's streaming AEAD (AES-256-GCM with HKDF,
 * segments of 64 KiB), under a key of its own and bound to country, case, attachment, kind and
 * upload. A segment that was changed, moved, repeated or cut off does not open; nothing of it is
 * given out before it has opened.
 */
public final class SealedContent {
  private static final int KEY_BYTES = 32;
  private static final int SEGMENT = 64 * 1024;

  private final StreamingAead cipher;
  private final byte[] binding;

  /** The content of one upload. */
  public SealedContent(
      CaseId caseId,
      CountryCode country,
      UUID attachment,
      AttachmentKind kind,
      UUID upload,
      byte[] key) {
    try {
      cipher = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT, 0);
    } catch (GeneralSecurityException unusable) {
      throw new BrokenSealException("a content key of another length");
    }
    binding =
        Binding.of("uputnica.attachment.v1")
            .text(country.value())
            .id(caseId.value())
            .id(attachment)
            .text(kind.name())
            .id(upload)
            .bytes();
  }

  /** Seals what is written to it; closing it seals the last segment. */
  public OutputStream sealing(OutputStream sealed) throws IOException {
    try {
      return cipher.newEncryptingStream(sealed, binding);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Opens what is read from it; reading fails at the first segment that does not open. */
  public InputStream opening(InputStream sealed) throws IOException {
    try {
      return cipher.newDecryptingStream(sealed, binding);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
