package dev.slipway.ui.catalog;

import dev.slipway.catalog.SizeView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import java.util.List;

/** What can be done with a size; what is not possible says why. */
class SizeMenu extends RowMenu {
    private final SizeView size;
    private final SizeParts parts;
    private final Runnable changed;

    SizeMenu(SizeView size, SizeParts parts, Runnable changed) {
        super(size.name());
        this.size = size;
        this.parts = parts;
        this.changed = changed;
        var whyNot = parts.whyNotEdit();
        item("Who may use it…", whyNot, () -> new SizeReachDialog(size, parts, changed).open());
        item(
                "Hosts for it…",
                whyNot,
                () -> new HostTagsDialog(size.name(), size.hostTags(), tags -> {
                            parts.sizes().setHostTags(size.id(), tags, parts.actor());
                            changed.run();
                        })
                        .open());
        if (size.retired()) {
            item("Bring back", whyNot, () -> {
                parts.sizes().bringBack(size.id(), parts.actor());
                changed.run();
            });
        } else {
            item("Retire…", whyNot, this::confirmRetiring);
        }
    }

    private void confirmRetiring() {
        new ConsequenceDialog(
                        "Retire size " + size.name() + "?",
                        List.of(
                                "Nothing new is launched with it, also nothing that waits for an approval.",
                                "VMs that have it keep it and run on.",
                                "It can be brought back."),
                        "Retire",
                        () -> {
                            parts.sizes().retire(size.id(), parts.actor());
                            changed.run();
                        })
                .open();
    }
}
