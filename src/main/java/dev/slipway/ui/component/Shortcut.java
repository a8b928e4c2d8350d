package dev.slipway.ui.component;

import com.vaadin.flow.component.HasElement;

/** Single-key shortcuts; the browser leaves them alone while somebody types. */
public final class Shortcut {
    private Shortcut() {}

    public static <T extends HasElement> T on(String key, T component) {
        component.getElement().setAttribute("data-shortcut", key);
        component.getElement().setAttribute("aria-keyshortcuts", key);
        return component;
    }
}
