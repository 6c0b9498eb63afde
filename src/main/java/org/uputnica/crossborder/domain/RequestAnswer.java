package org.uputnica.crossborder.domain;

import org.jspecify.annotations.Nullable;
import org.uputnica.consent.domain.Recall.Answer;
import org.uputnica.consent.domain.Recall.Because;
import org.uputnica.platform.id.TrackId;

/**
 * What the other country says has become of what one request had sent, and was asked back.
 *
 * @param because for {@link Answer#KEPT}
 */
public record RequestAnswer(TrackId request, Answer answer, @Nullable Because because) {}
