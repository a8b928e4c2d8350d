package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Span;

/** A text of a table that may be longer than its cell: it takes the lines that it needs. */
public class WholeText extends Span {
    public WholeText(String text) {
        super(text);
        addClassName("sw-whole");
    }
}
