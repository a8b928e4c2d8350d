package dev.slipway.ui.vm;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import dev.slipway.catalog.CustomRange;
import dev.slipway.catalog.SizeView;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.launch.SizeWish;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How large a VM is to be: one of the sizes, or amounts of one's own where that is allowed. */
class SizeField extends Div {
    private final List<SizeView> sizes;
    private final SizeChoice cards;
    private final Checkbox own = new Checkbox("Custom size");
    private final Optional<CustomFields> fields;

    SizeField(List<SizeView> sizes, Optional<CustomRange> range, Runnable changed) {
        this.sizes = sizes;
        cards = new SizeChoice(sizes);
        fields = range.map(r -> new CustomFields(r, changed));
        add(cards);
        cards.addValueChangeListener(e -> changed.run());
        fields.ifPresent(f -> {
            f.setVisible(false);
            own.addValueChangeListener(e -> {
                cards.setVisible(!e.getValue());
                f.setVisible(e.getValue());
                changed.run();
            });
            add(own, f);
        });
    }

    void choose(SizeView wished) {
        own.setValue(false);
        cards.setValue(wished);
    }

    /** @see SizeChoice#refuse */
    void refuse(Map<SizeId, String> unfit, Map<SizeId, String> beyondQuota, boolean mayAsk) {
        cards.refuse(unfit, beyondQuota, mayAsk);
    }

    /** @param preset to choose it now @param customSizes whether amounts of one's own are offered */
    void follow(Optional<SizeId> preset, boolean customSizes) {
        own.setVisible(customSizes);
        own.setValue(own.getValue() && customSizes);
        preset.flatMap(id -> sizes.stream().filter(size -> size.id().equals(id)).findFirst())
                .ifPresent(this::choose);
    }

    Optional<SizeWish> wish() {
        return custom().isPresent()
                ? custom().flatMap(CustomFields::resources).map(SizeWish.Custom::new)
                : cards.getOptionalValue().map(size -> new SizeWish.Curated(size.id()));
    }

    Optional<Resources> resources() {
        return custom().isPresent()
                ? custom().flatMap(CustomFields::resources)
                : cards.getOptionalValue().map(SizeView::resources);
    }

    /** Such as {@code small: 1 vCPU · 1 GiB · 10 GiB disk}; empty until it is chosen. */
    String words() {
        String name = custom().isPresent()
                ? CustomRange.NAME
                : cards.getOptionalValue().map(SizeView::name).orElse("");
        return resources().map(r -> name + ": " + Sizing.of(r)).orElse("");
    }

    /** Why nothing can be launched so large, or empty. */
    Optional<String> trouble() {
        if (custom().isPresent()) {
            return custom().flatMap(CustomFields::trouble);
        }
        return cards.isEmpty()
                ? Optional.of("There is no size to choose. Ask an administrator to make one.")
                : Optional.empty();
    }

    /** By the names that refusals call them. */
    Map<String, HasValidation> inputs() {
        Map<String, HasValidation> inputs = new HashMap<>();
        inputs.put("size", cards);
        fields.ifPresent(f -> inputs.putAll(f.inputs()));
        return inputs;
    }

    private Optional<CustomFields> custom() {
        return fields.filter(f -> own.getValue());
    }
}
