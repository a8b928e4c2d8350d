package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Div;
import java.util.List;

/** A place of a screen with parts that are shown again and again. */
public class Parts extends Div {
    private final ShownParts shown = new ShownParts(this);

    public Parts(String... classes) {
        addClassNames(classes);
    }

    /** As {@link ShownParts#show}. */
    public void show(List<ShownParts.Part> parts) {
        shown.show(parts);
    }
}
