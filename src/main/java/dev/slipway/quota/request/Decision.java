package dev.slipway.quota.request;

import java.util.Map;
import java.util.Optional;

/**
 * An approval, as asked or changed.
 *
 * @param amounts where it is not what was asked; 0 = none of this part
 * @param term where it is not as long as was asked
 */
public record Decision(Map<Wanted, Long> amounts, Optional<Term> term, String comment) {
    public static final Decision AS_ASKED = new Decision(Map.of(), Optional.empty(), "");

    public Decision {
        amounts = Map.copyOf(amounts);
    }
}
