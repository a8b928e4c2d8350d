package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;

/** The column that a screen's content stands in. */
public abstract class Page extends Div {
    protected Page() {
        addClassName("sw-page");
    }

    /** Takes the window's whole height, so that a table in it scrolls by itself. */
    protected final void fillHeight() {
        addClassName("tall");
    }
}
