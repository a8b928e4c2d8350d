package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Stream;

/** Names and values, as a description list. */
public class Facts extends DescriptionList {
    private final ShownParts parts = new ShownParts(this);

    public Facts() {
        addClassName("sw-facts");
    }

    public Facts with(String name, String value) {
        return with(name, new Span(value));
    }

    /** For facts that are shown once. */
    public Facts with(String name, Component value) {
        add(new Term(name), new Description(value));
        return this;
    }

    /** Shows these and no others; one that reads as before is left alone. No two are of the same name. */
    public void show(List<Fact> these) {
        parts.show(these.stream()
                .flatMap(fact -> Stream.of(
                        new ShownParts.Part(List.of(fact.name(), Term.class), "", () -> new Term(fact.name())),
                        new ShownParts.Part(
                                List.of(fact.name(), Description.class),
                                fact.reads(),
                                () -> new Description(fact.value().get()))))
                .toList());
    }
}
