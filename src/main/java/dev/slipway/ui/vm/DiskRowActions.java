package dev.slipway.ui.vm;

import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.disk.DiskAction;
import dev.slipway.vm.disk.DiskView;

/** What can be done with a disk in the list. */
class DiskRowActions extends RowMenu {
    DiskRowActions(DiskView disk, DiskActions actions) {
        super(disk.name());
        for (DiskAction action : DiskAction.values()) {
            if (action == DiskAction.DELETE) {
                line();
            }
            item(action.words() + "…", DiskActions.whyNot(action, disk), () -> actions.run(action, disk));
        }
    }
}
