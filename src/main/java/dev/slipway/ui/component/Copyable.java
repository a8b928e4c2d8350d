package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;

/** Text that is worth copying, with a button that does it. */
public class Copyable extends Span {
    /** @param what for screen readers, such as {@code address} */
    public Copyable(String text, String what) {
        Span shown = new Span(text);
        shown.addClassName("sw-mono");
        add(shown, new CopyButton(text, "Copy " + what));
    }

    /** The button alone, beside a text that is long. @param what for screen readers, such as {@code definition} */
    public static Component button(String text, String what) {
        return new CopyButton(text, "Copy " + what);
    }

    @Tag("slipway-copy")
    private static final class CopyButton extends Component {
        CopyButton(String text, String label) {
            getElement().setAttribute("text", text);
            getElement().setAttribute("label", label);
        }
    }
}
