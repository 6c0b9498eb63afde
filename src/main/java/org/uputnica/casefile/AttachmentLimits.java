package org.uputnica.casefile;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.uputnica.casefile.domain.AttachmentKind;
import org.uputnica.platform.problem.LargerBody;

/** How large a content may be, by its kind; all may be larger than other bodies. */
@ApplicationScoped
class AttachmentLimits implements LargerBody {
  private static final Pattern CONTENT =
      Pattern.compile("/v1/cases/[^/]+/attachments/[^/]+/content");

  private final AttachmentSettings settings;

  AttachmentLimits(AttachmentSettings settings) {
    this.settings = settings;
  }

  /** Bytes. */
  long of(AttachmentKind kind) {
    MemorySize largest =
        switch (kind) {
          case EVIDENCE -> settings.evidence();
          case DOCUMENT -> settings.document();
          case PHOTO -> settings.photo();
          case AUDIO -> settings.audio();
        };
    return largest.asLongValue();
  }

  @Override
  public boolean isSentTo(String path) {
    return CONTENT.matcher(path).matches();
  }

  @Override
  public long largest() {
    return Arrays.stream(AttachmentKind.values()).mapToLong(this::of).max().orElseThrow();
  }
}
