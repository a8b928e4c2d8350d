package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.slipway.catalog.CustomRange;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.WholeNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** vCPUs, memory and disk of one's own, judged while they are typed. */
class CustomFields extends Div {
    private static final int MIB_PER_GIB = 1024;
    private static final int PAUSE_MILLIS = 250;

    private final IntegerField vcpus = WholeNumber.field("vCPUs", "");
    private final IntegerField memory = WholeNumber.field("Memory", "MiB");
    private final IntegerField disk = WholeNumber.field("Disk", "GiB");
    private final CustomRange range;

    CustomFields(CustomRange range, Runnable changed) {
        this.range = range;
        addClassName("sw-inline");
        vcpus.setHelperText(range.vcpus());
        memory.setHelperText(range.memory());
        disk.setHelperText(range.disk());
        vcpus.setValue(range.least().vcpus());
        memory.setValue((int) range.least().memoryMib());
        disk.setValue((int) Math.ceilDiv(range.least().diskMib(), MIB_PER_GIB));
        for (IntegerField field : List.of(vcpus, memory, disk)) {
            field.setManualValidation(true);
            field.setValueChangeMode(ValueChangeMode.EAGER);
            field.setValueChangeTimeout(PAUSE_MILLIS);
            field.addClassName("narrow");
            field.addValueChangeListener(e -> {
                judge();
                changed.run();
            });
            add(field);
        }
    }

    /** As far as they are amounts at all. */
    Optional<Resources> resources() {
        boolean whole = List.of(vcpus, memory, disk).stream()
                .allMatch(f -> f.getOptionalValue().filter(n -> n > 0).isPresent());
        return whole
                ? Optional.of(new Resources(vcpus.getValue(), memory.getValue(), (long) disk.getValue() * MIB_PER_GIB))
                : Optional.empty();
    }

    Optional<String> trouble() {
        return resources()
                .map(r -> range.whyNot(r).map(InvalidRequest::sentence))
                .orElseGet(() -> Optional.of("Say how many vCPUs, and how much memory and disk, in whole numbers."));
    }

    Map<String, HasValidation> inputs() {
        return Map.of("custom", vcpus, "custom.vcpus", vcpus, "custom.memoryMib", memory, "custom.diskMib", disk);
    }

    private void judge() {
        inputs().values().forEach(field -> field.setInvalid(false));
        resources()
                .flatMap(range::whyNot)
                .ifPresent(why -> Optional.ofNullable(why.field())
                        .map(inputs()::get)
                        .ifPresent(field -> {
                            field.setErrorMessage(why.sentence());
                            field.setInvalid(true);
                        }));
    }
}
