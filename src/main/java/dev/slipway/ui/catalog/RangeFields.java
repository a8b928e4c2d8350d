package dev.slipway.ui.catalog;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import dev.slipway.catalog.CustomRange;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.WholeNumber;
import java.util.Map;

/** From what to what a custom size may go: a pair of amounts each for vCPUs, memory and disk. */
class RangeFields extends Div {
    private static final int MIB_PER_GIB = 1024;
    private static final CustomRange FIRST =
            new CustomRange(new Resources(1, 256, MIB_PER_GIB), new Resources(8, 16 * MIB_PER_GIB, 200 * MIB_PER_GIB));

    private final IntegerField minVcpus = WholeNumber.field("Least vCPUs", "");
    private final IntegerField maxVcpus = WholeNumber.field("Most vCPUs", "");
    private final IntegerField minMemory = WholeNumber.field("Least memory", "MiB");
    private final IntegerField maxMemory = WholeNumber.field("Most memory", "MiB");
    private final IntegerField minDisk = WholeNumber.field("Least disk", "GiB");
    private final IntegerField maxDisk = WholeNumber.field("Most disk", "GiB");

    RangeFields() {
        addClassName("sw-form");
        add(pair(minVcpus, maxVcpus), pair(minMemory, maxMemory), pair(minDisk, maxDisk));
        show(FIRST);
    }

    private static Div pair(IntegerField from, IntegerField to) {
        Div pair = new Div(from, to);
        pair.addClassName("sw-pair");
        return pair;
    }

    final void show(CustomRange range) {
        minVcpus.setValue(range.least().vcpus());
        maxVcpus.setValue(range.most().vcpus());
        minMemory.setValue((int) range.least().memoryMib());
        maxMemory.setValue((int) range.most().memoryMib());
        minDisk.setValue((int) Math.ceilDiv(range.least().diskMib(), MIB_PER_GIB));
        maxDisk.setValue((int) (range.most().diskMib() / MIB_PER_GIB));
    }

    /** @throws dev.slipway.kernel.InvalidRequest naming one of {@link #inputs} */
    CustomRange range() {
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

    Map<String, HasValidation> inputs() {
        return Map.of(
                "minVcpus", minVcpus,
                "maxVcpus", maxVcpus,
                "minMemoryMib", minMemory,
                "maxMemoryMib", maxMemory,
                "minDiskMib", minDisk,
                "maxDiskMib", maxDisk);
    }
}
