package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import java.util.function.Supplier;

/** A name and its value. @param reads all that the value is drawn from */
public record Fact(String name, Object reads, Supplier<Component> value) {
    public static Fact of(String name, String value) {
        return new Fact(name, value, () -> new Span(value));
    }

    /** One whose value shows its changes itself. */
    public static Fact of(String name, Component value) {
        return new Fact(name, value, () -> value);
    }
}
