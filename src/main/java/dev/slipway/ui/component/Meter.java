package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.OptionalLong;

/** So much of so much, and so much after what is being asked for. */
@Tag("slipway-meter")
public class Meter extends Component {
    public Meter(String label, String words, long used, long after, OptionalLong limit) {
        getElement().setAttribute("role", "meter");
        getElement().setAttribute("aria-label", label);
        getElement().setAttribute("aria-valuemin", "0");
        limit.ifPresent(l -> getElement().setAttribute("limit", Long.toString(l)));
        getElement().setAttribute("aria-valuemax", Long.toString(Math.max(limit.orElse(0), Math.max(used, after))));
        show(words, used, after);
    }

    final void show(String words, long used, long after) {
        getElement().setAttribute("used", Long.toString(used));
        getElement().setAttribute("after", Long.toString(after));
        getElement().setAttribute("aria-valuenow", Long.toString(used));
        getElement().setAttribute("aria-valuetext", words);
    }
}
