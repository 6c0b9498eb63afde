package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;

/** A sealed content opens where it belongs, whole and unchanged, or not at all. */
class SealedContentTest {
  private static final CountryCode ME = new CountryCode("ME");
  private static final CaseId CASE = new CaseId(new UUID(1, 1));
  private static final UUID ID = new UUID(2, 2);
  private static final UUID UPLOAD = new UUID(3, 3);

  private final byte[] key = AttachmentCard.newKey();
  private final byte[] plain = new byte[200_000];

  SealedContentTest() {
    new Random(7).nextBytes(plain);
  }

  @Test
  void itOpensWhereItBelongs() throws IOException {
    byte[] sealed = seal(content(CASE, ME, ID, AttachmentKind.AUDIO, UPLOAD, key));
    assertThat(open(content(CASE, ME, ID, AttachmentKind.AUDIO, UPLOAD, key), sealed))
        .isEqualTo(plain);
  }

  @Test
  void itOpensNowhereElse() throws IOException {
    byte[] sealed = seal(content(CASE, ME, ID, AttachmentKind.AUDIO, UPLOAD, key));
    UUID other = new UUID(9, 9);
    broken(content(new CaseId(other), ME, ID, AttachmentKind.AUDIO, UPLOAD, key), sealed);
    broken(content(CASE, new CountryCode("AL"), ID, AttachmentKind.AUDIO, UPLOAD, key), sealed);
    broken(content(CASE, ME, other, AttachmentKind.AUDIO, UPLOAD, key), sealed);
    broken(content(CASE, ME, ID, AttachmentKind.EVIDENCE, UPLOAD, key), sealed);
    broken(content(CASE, ME, ID, AttachmentKind.AUDIO, other, key), sealed);
    broken(content(CASE, ME, ID, AttachmentKind.AUDIO, UPLOAD, AttachmentCard.newKey()), sealed);
  }

  @Test
  void changedCutOffOrTurnedAroundItDoesNotOpen() throws IOException {
    var content = content(CASE, ME, ID, AttachmentKind.AUDIO, UPLOAD, key);
    byte[] sealed = seal(content);
    for (int at : new int[] {0, 30, 70_000, sealed.length - 1}) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      broken(content, changed);
    }
    broken(content, Arrays.copyOf(sealed, 64 * 1024 * 2));
    broken(content, Arrays.copyOf(sealed, sealed.length - 1));
    byte[] turned = sealed.clone();
    System.arraycopy(sealed, 64 * 1024, turned, 128 * 1024, 64 * 1024);
    broken(content, turned);
  }

  @Test
  void aCardIsReadAsItWasWritten() {
    var card = new AttachmentCard(ID, AttachmentKind.PHOTO, UPLOAD, ContentType.PNG, 4711, key);
    byte[] plain = card.encode();
    assertThat(AttachmentCard.isCard(plain)).isTrue();
    AttachmentCard read = AttachmentCard.decode(ID, plain);
    assertThat(read).usingRecursiveComparison().isEqualTo(card);
    assertThat(AttachmentCard.isCard(ItemBytes.ofNote("a note"))).isFalse();
    plain[2] = 9;
    assertThatThrownBy(() -> AttachmentCard.decode(ID, plain))
        .isInstanceOf(BrokenSealException.class);
  }

  private static SealedContent content(
      CaseId caseId, CountryCode country, UUID id, AttachmentKind kind, UUID upload, byte[] key) {
    return new SealedContent(caseId, country, id, kind, upload, key);
  }

  private byte[] seal(SealedContent content) throws IOException {
    var sealed = new ByteArrayOutputStream();
    try (var out = content.sealing(sealed)) {
      out.write(plain);
    }
    return sealed.toByteArray();
  }

  private static byte[] open(SealedContent content, byte[] sealed) throws IOException {
    try (var in = content.opening(new ByteArrayInputStream(sealed))) {
      return in.readAllBytes();
    }
  }

  private static void broken(SealedContent content, byte[] sealed) {
    assertThatThrownBy(() -> open(content, sealed)).isInstanceOf(IOException.class);
  }
}
