package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Anchor;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** From a refusal to where more can be asked for, with the amounts that were refused. */
public final class AskLink {
    public static final String SCREEN = "requests";

    /** What something costs, such as {@code VCPUS:4,MEMORY_MIB:8192}; and whose limits, by id. */
    public static final String NEEDS = "needs";

    public static final String PROJECT = "project";
    public static final String MEMBER = "member";

    private AskLink() {}

    /** Empty if the problem is none that more quota would solve. */
    public static Optional<Anchor> of(Problem problem) {
        if (!(problem instanceof QuotaExceeded refused) || !(refused.facts().get("needs") instanceof Map<?, ?> needs)) {
            return Optional.empty();
        }
        String costs = needs.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue())
                .collect(Collectors.joining(","));
        return Optional.of(new Anchor(
                SCREEN + "?" + NEEDS + "=" + costs + "&" + PROJECT + "="
                        + refused.facts().get("project") + "&" + MEMBER + "="
                        + refused.facts().get("member"),
                "Ask for more…"));
    }
}
