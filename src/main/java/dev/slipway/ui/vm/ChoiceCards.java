package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A choice of one among few, as cards: a title and a line or two each. Radio buttons to keyboards and screen readers. */
class ChoiceCards<T> extends RadioButtonGroup<T> {
    private final Function<T, String> title;
    private final Function<T, Optional<Component>> picture;

    ChoiceCards(String label, Function<T, String> title, Function<T, List<String>> lines) {
        this(label, title, item -> Optional.empty(), lines);
    }

    /** @param picture before the title */
    ChoiceCards(
            String label,
            Function<T, String> title,
            Function<T, Optional<Component>> picture,
            Function<T, List<String>> lines) {
        this.title = title;
        this.picture = picture;
        addClassName("sw-cards");
        setLabel(label);
        setItemLabelGenerator(title::apply);
        describe(lines);
    }

    /** Says otherwise what stands on the cards. */
    protected final void describe(Function<T, List<String>> lines) {
        setRenderer(new ComponentRenderer<>(item -> {
            Div head = new Div();
            head.addClassName("head");
            picture.apply(item).ifPresent(head::add);
            head.add(span("title", title.apply(item)));
            Div card = new Div(head);
            card.addClassName("sw-card");
            lines.apply(item).stream().filter(l -> !l.isBlank()).forEach(l -> card.add(span("line", l)));
            return card;
        }));
    }

    /** Shows these and chooses the wished one, or the first. */
    void offer(List<T> items, Optional<T> wished) {
        setItems(items);
        wished.or(() -> items.stream().findFirst()).ifPresent(this::setValue);
    }

    private static Span span(String className, String text) {
        Span span = new Span(text);
        span.addClassName(className);
        return span;
    }
}
