package dev.slipway.ui.quota;

import com.vaadin.flow.component.html.Div;
import dev.slipway.quota.Dimension;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The limits of one level, a field a dimension. */
class LimitsFields extends Div {
    private final Map<Dimension, LimitField> fields = new EnumMap<>(Dimension.class);
    private final String prefix;

    /** @param prefix before the dimension's own, as refusals name the fields, such as {@code project.} */
    LimitsFields(String prefix) {
        this.prefix = prefix;
        addClassName("sw-limits");
        for (Dimension d : Dimension.values()) {
            LimitField field = new LimitField(d);
            fields.put(d, field);
            add(field);
        }
    }

    /** By the names that refusals call them. */
    Map<String, LimitField> byName() {
        Map<String, LimitField> named = new HashMap<>();
        fields.forEach((d, field) -> named.put(prefix + d.field(), field));
        return named;
    }

    Map<Dimension, LimitField> fields() {
        return Collections.unmodifiableMap(fields);
    }

    void show(Map<Dimension, OptionalLong> limits) {
        fields.forEach((d, field) -> field.show(limits.getOrDefault(d, OptionalLong.empty())));
    }

    /** Every dimension. @throws dev.slipway.kernel.InvalidRequest naming the field that holds no number */
    Map<Dimension, OptionalLong> read() {
        Map<Dimension, OptionalLong> limits = new EnumMap<>(Dimension.class);
        fields.forEach((d, field) -> limits.put(d, field.read(prefix + d.field())));
        return limits;
    }
}
