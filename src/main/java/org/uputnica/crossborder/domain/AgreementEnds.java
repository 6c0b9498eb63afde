package org.uputnica.crossborder.domain;

import java.util.List;
import org.uputnica.platform.problem.RefusedException;

/** What countries have said of leaving. Nothing said is changed; the last word counts. */
public interface AgreementEnds {
  /**
   * @throws RefusedException {@code already-exists} for an id in use
   */
  void add(AgreementEnd said, String by);

  /** The last word of each country about each other one, by country. */
  List<AgreementEnd> last();
}
