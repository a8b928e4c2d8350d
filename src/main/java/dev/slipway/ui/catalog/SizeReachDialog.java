package dev.slipway.ui.catalog;

import dev.slipway.catalog.SizeView;
import dev.slipway.ui.component.ReachDialog;
import java.util.HashSet;
import java.util.Optional;

/** Says which tenants may use a size. */
class SizeReachDialog extends ReachDialog {
    SizeReachDialog(SizeView size, SizeParts parts, Runnable done) {
        super(
                size.name(),
                "For all others it is not there: they neither see it nor launch with it. VMs that have it keep it.",
                Optional.empty(),
                new Reach(
                        size.restricted() ? Whom.TENANTS : Whom.EVERYBODY,
                        new HashSet<>(parts.sizes().tenants(size.id(), parts.actor()))),
                parts.tenants(),
                parts::actor,
                reach -> {
                    parts.sizes().restrict(size.id(), reach.tenants(), parts.actor());
                    done.run();
                });
    }
}
