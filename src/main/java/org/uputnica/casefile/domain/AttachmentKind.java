package org.uputnica.casefile.domain;

import static org.uputnica.casefile.domain.ContentType.JPEG;
import static org.uputnica.casefile.domain.ContentType.M4A;
import static org.uputnica.casefile.domain.ContentType.MP3;
import static org.uputnica.casefile.domain.ContentType.OGG;
import static org.uputnica.casefile.domain.ContentType.OPUS;
import static org.uputnica.casefile.domain.ContentType.PDF;
import static org.uputnica.casefile.domain.ContentType.PNG;
import static org.uputnica.casefile.domain.ContentType.VORBIS;
import static org.uputnica.casefile.domain.ContentType.WAV;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.uputnica.consent.domain.ItemCategory;

/** What an attachment is for. Decides whose yes it needs and which types it may have. */
public enum AttachmentKind {
  /** Proves what a person said to a question of consent; a signature or a voice names her. */
  EVIDENCE(ItemCategory.NAME, EnumSet.allOf(ContentType.class)),
  /** A paper: an identity document, a decision, a letter. */
  DOCUMENT(ItemCategory.DOCUMENT, EnumSet.of(JPEG, PNG, PDF)),
  /** A picture of the person. */
  PHOTO(ItemCategory.PHOTO, EnumSet.of(JPEG, PNG)),
  /** What she told, in her voice. */
  AUDIO(ItemCategory.NARRATIVE, EnumSet.of(MP3, WAV, OGG, VORBIS, OPUS, M4A));

  private final ItemCategory category;
  private final Set<ContentType> types;

  AttachmentKind(ItemCategory category, Set<ContentType> types) {
    this.category = category;
    this.types = types;
  }

  /** The category of identity data whose consent it needs, to be kept and to be read. */
  public ItemCategory category() {
    return category;
  }

  public boolean allows(ContentType type) {
    return types.contains(type);
  }

  /** The media types a content may have. */
  public List<String> mediaTypes() {
    return types.stream().map(ContentType::mediaType).toList();
  }
}
