package dev.slipway.ui.catalog;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.catalog.CustomRange;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.ui.component.WholeNumber;
import java.util.List;
import java.util.Map;

/** Says whether VMs may be launched with amounts of one's own, and from what to what. */
class CustomSizesDialog extends FormDialog {
    private static final int MIB_PER_GIB = 1024;
    private static final CustomRange FIRST =
            new CustomRange(new Resources(1, 256, MIB_PER_GIB), new Resources(8, 16 * MIB_PER_GIB, 200 * MIB_PER_GIB));

    private final Checkbox allowed = field("allowed", new Checkbox("Allow custom sizes"));
    private final IntegerField minVcpus = WholeNumber.field("Least vCPUs", "");
    private final IntegerField maxVcpus = WholeNumber.field("Most vCPUs", "");
    private final IntegerField minMemory = WholeNumber.field("Least memory", "MiB");
    private final IntegerField maxMemory = WholeNumber.field("Most memory", "MiB");
    private final IntegerField minDisk = WholeNumber.field("Least disk", "GiB");
    private final IntegerField maxDisk = WholeNumber.field("Most disk", "GiB");
    private final List<Div> pairs;
    private final SizeParts parts;
    private final Runnable done;

    CustomSizesDialog(SizeParts parts, Runnable done) {
        super(
                "Custom sizes",
                "Who launches a VM may then say its vCPUs, memory and disk, within this range and the quota. VMs that"
                        + " are there stay as they are.",
                "Save");
        this.parts = parts;
        this.done = done;
        pairs = List.of(
                pair("minVcpus", minVcpus, "maxVcpus", maxVcpus),
                pair("minMemoryMib", minMemory, "maxMemoryMib", maxMemory),
                pair("minDiskMib", minDisk, "maxDiskMib", maxDisk));
        var now = parts.custom().range(parts.actor());
        show(now.orElse(FIRST));
        allowed.addValueChangeListener(e -> showPairs());
        allowed.setValue(now.isPresent());
        showPairs();
    }

    private Div pair(String least, IntegerField from, String most, IntegerField to) {
        Div pair = new Div(from, to);
        pair.addClassName("sw-pair");
        part(pair, Map.of(least, from, most, to));
        return pair;
    }

    private void show(CustomRange range) {
        minVcpus.setValue(range.least().vcpus());
        maxVcpus.setValue(range.most().vcpus());
        minMemory.setValue((int) range.least().memoryMib());
        maxMemory.setValue((int) range.most().memoryMib());
        minDisk.setValue((int) Math.ceilDiv(range.least().diskMib(), MIB_PER_GIB));
        maxDisk.setValue((int) (range.most().diskMib() / MIB_PER_GIB));
    }

    private void showPairs() {
        pairs.forEach(pair -> pair.setVisible(allowed.getValue()));
    }

    @Override
    protected void submit() {
        if (allowed.getValue()) {
            parts.custom().allow(range(), parts.actor());
        } else {
            parts.custom().forbid(parts.actor());
        }
        done.run();
    }

    private CustomRange range() {
        return new CustomRange(
                new Resources(
                        WholeNumber.of(minVcpus, "minVcpus"),
                        WholeNumber.of(minMemory, "minMemoryMib"),
                        (long) WholeNumber.of(minDisk, "minDiskMib") * MIB_PER_GIB),
                new Resources(
                        WholeNumber.of(maxVcpus, "maxVcpus"),
                        WholeNumber.of(maxMemory, "maxMemoryMib"),
                        (long) WholeNumber.of(maxDisk, "maxDiskMib") * MIB_PER_GIB));
    }
}
