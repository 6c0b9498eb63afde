package org.uputnica.casefile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.uputnica.casefile.domain.ContentType.JPEG;
import static org.uputnica.casefile.domain.ContentType.M4A;
import static org.uputnica.casefile.domain.ContentType.MP3;
import static org.uputnica.casefile.domain.ContentType.OGG;
import static org.uputnica.casefile.domain.ContentType.OPUS;
import static org.uputnica.casefile.domain.ContentType.PDF;
import static org.uputnica.casefile.domain.ContentType.PNG;
import static org.uputnica.casefile.domain.ContentType.VORBIS;
import static org.uputnica.casefile.domain.ContentType.WAV;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.uputnica.casefile.domain.Attachment.State;
import org.uputnica.consent.domain.ItemCategory;
import org.uputnica.platform.id.CaseId;
import org.uputnica.platform.id.CountryCode;
import org.uputnica.platform.id.OrganizationId;

/** What an attachment may be, under whose yes it stands and where its key lies. */
class AttachmentTest {
  private static final UUID ID = new UUID(3, 1);
  private static final Map<AttachmentKind, Set<ContentType>> ALLOWED =
      Map.of(
          AttachmentKind.EVIDENCE, EnumSet.allOf(ContentType.class),
          AttachmentKind.DOCUMENT, EnumSet.of(JPEG, PNG, PDF),
          AttachmentKind.PHOTO, EnumSet.of(JPEG, PNG),
          AttachmentKind.AUDIO, EnumSet.of(MP3, WAV, OGG, VORBIS, OPUS, M4A));

  @ParameterizedTest
  @EnumSource
  void aKindAllowsItsTypesAndNoOther(AttachmentKind kind) {
    Set<ContentType> allowed = Objects.requireNonNull(ALLOWED.get(kind));
    for (ContentType type : ContentType.values()) {
      assertThat(kind.allows(type)).as("%s %s", kind, type).isEqualTo(allowed.contains(type));
    }
    assertThat(kind.mediaTypes())
        .containsExactlyElementsOf(allowed.stream().map(ContentType::mediaType).toList());
  }

  @ParameterizedTest
  @CsvSource({"EVIDENCE, NAME", "DOCUMENT, DOCUMENT", "PHOTO, PHOTO", "AUDIO, NARRATIVE"})
  void anAttachmentLiesInTheCategoryWhoseYesItNeeds(AttachmentKind kind, ItemCategory category) {
    assertThat(attachment(kind, State.KEPT).slot()).isEqualTo(new Slot(category, ID));
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatWasAnnouncedIsAwaited(State state) {
    assertThat(attachment(AttachmentKind.PHOTO, state).isAwaited())
        .isEqualTo(state == State.AWAITED);
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, JPEG, jpg", "image/png, PNG, png", "application/pdf, PDF, pdf",
    "audio/mpeg, MP3, mp3", "audio/vnd.wave, WAV, wav", "audio/ogg, OGG, ogg",
    "audio/vorbis, VORBIS, ogg", "audio/opus, OPUS, ogg", "audio/mp4, M4A, m4a"
  })
  void aTypeIsKnownByItsMediaTypeAndEndsAFileLikeThis(
      String mediaType, ContentType type, String ending) {
    assertThat(ContentType.of(mediaType)).contains(type);
    assertThat(type.ending()).isEqualTo(ending);
    boolean shown = type == JPEG || type == PNG || type == PDF;
    assertThat(ContentCheck.needsWhole(type)).isEqualTo(shown);
  }

  @Test
  void whatIsNotInTheListIsNoType() {
    assertThat(ContentType.of("text/html")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MP3", "WAV", "OGG", "VORBIS", "OPUS", "M4A"})
  void aSoundIsKeptAsItCame(ContentType type) {
    byte[] sound = {1, 2, 3};
    assertThat(ContentCheck.cleaned(sound, type, AttachmentKind.AUDIO)).isEqualTo(sound);
  }

  /** New keys are wrapped while a rotation runs; they are under the new version already. */
  @ParameterizedTest
  @CsvSource({"10, 10, 0", "10, 4, 6", "10, 0, 10", "10, 12, 0"})
  void aRotationHasDoneWhatIsNotLeft(long total, long left, long done) {
    var rotation =
        new KeyRotation(
            ID, new OrganizationId(new UUID(1, 1)), Instant.EPOCH, null, null, total, left, 0);
    assertThat(rotation.done()).isEqualTo(done);
  }

  private static Attachment attachment(AttachmentKind kind, State state) {
    return new Attachment(
        ID,
        new CaseId(new UUID(2, 1)),
        new CountryCode("ME"),
        kind,
        null,
        state,
        null,
        null,
        null,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
