package dev.slipway.ui.vm;

import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.disk.DiskView;
import java.util.Map;

/** Makes a disk larger, and says before what that takes of the quota beyond what it holds. */
class GrowDiskDialog extends FormDialog {
    private static final long MIB_PER_GIB = 1024;

    private final DiskView disk;
    private final DiskActions actions;
    private final DiskSizeField size;

    GrowDiskDialog(DiskView disk, DiskActions actions) {
        super(
                "Make “" + disk.name() + "” larger",
                "It has " + Sizing.mib(disk.sizeMib())
                        + ", and can only become larger. A guest that runs sees it at once; its agent makes the file system"
                        + " larger too, if it can. If not, the disk then says what to type in the guest.",
                "Make larger");
        this.disk = disk;
        this.actions = actions;
        setWidth("min(36rem, 100%)");
        int next = Math.toIntExact(disk.sizeMib() / MIB_PER_GIB + 1);
        size = new DiskSizeField(next, mib -> actions.quoteGrowth(disk, mib));
        part(size, Map.of("sizeMib", size.input()));
    }

    @Override
    protected void submit() {
        actions.grow(disk, size.mib());
    }
}
