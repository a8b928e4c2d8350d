package dev.slipway.ui.catalog;

import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.warm.WarmPool;
import java.util.List;

/** What can be done with a warm pool; what is not possible says why. */
class WarmPoolMenu extends RowMenu {
    WarmPoolMenu(WarmPool pool, WarmPoolParts parts, Runnable changed) {
        super(pool.names().words());
        var whyNot = parts.whyNotEdit();
        item("How many wait…", whyNot, () -> new ResizeWarmPoolDialog(pool, parts, changed).open());
        item(
                "Delete…",
                whyNot,
                () -> new ConsequenceDialog(
                                "Delete the pool of " + pool.names().words() + "?",
                                List.of(
                                        "The VMs that wait in it are deleted.",
                                        "VMs that were taken stay as they are."),
                                "Delete",
                                () -> {
                                    parts.pools().remove(pool.id(), parts.actor());
                                    changed.run();
                                })
                        .open());
    }
}
