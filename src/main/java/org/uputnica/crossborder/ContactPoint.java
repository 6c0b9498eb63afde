package org.uputnica.crossborder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.uputnica.crossborder.domain.Agreed;
import org.uputnica.crossborder.domain.RequestRisk;
import org.uputnica.directory.domain.Organization;

/**
 * Whom one country asks in another, and how the two stand to each other today.
 *
 * @param dataGround on what ground data may go there ({@code P-XDATA}); null where nobody settled
 *     it
 */
public record ContactPoint(Organization organization, Agreed agreed, @Nullable String dataGround) {
  /** What to think of before something is sent there. */
  public List<RequestRisk> risks() {
    return Stream.of(
            agreed.risk(),
            dataGround == null
                ? Optional.of(new RequestRisk(RequestRisk.Code.NO_DATA_GROUND, null))
                : Optional.<RequestRisk>empty())
        .flatMap(Optional::stream)
        .toList();
  }
}
