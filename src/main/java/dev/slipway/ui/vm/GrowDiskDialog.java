package dev.slipway.ui.vm;

import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.Sizing;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** Makes a disk larger, and says before what that takes of the quota beyond what it holds. */
class GrowDiskDialog extends FormDialog {
    private static final long MIB_PER_GIB = 1024;

    private final DiskSizeField size;
    private final LongConsumer grow;

    /**
     * @param name as the title calls it
     * @param now how many MiB it has
     * @param quote for so many MiB
     * @param grow to so many MiB
     */
    GrowDiskDialog(String name, long now, LongFunction<QuotaPreview> quote, LongConsumer grow) {
        super(
                "Make " + name + " larger",
                "It has " + Sizing.mib(now)
                        + ", and can only become larger. A guest that runs sees it at once; its agent makes the file system"
                        + " larger too, if it can. If not, the disk then says what to type in the guest.",
                "Make larger");
        this.grow = grow;
        setWidth("min(36rem, 100%)");
        int next = Math.toIntExact(now / MIB_PER_GIB + 1);
        size = new DiskSizeField(next, quote);
        part(size, Map.of("sizeMib", size.input()));
    }

    @Override
    protected void submit() {
        grow.accept(size.mib());
    }
}
