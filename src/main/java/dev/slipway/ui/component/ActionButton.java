package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import java.util.Optional;

/**
 * A button that says why, whenever it may not be pressed: as a tooltip on hover and keyboard focus, and as its
 * description for screen readers. Disabled buttons stay focusable (see {@code vaadin-featureflags.properties}).
 */
public class ActionButton extends Button {
    public ActionButton(String words, Runnable action) {
        super(words, e -> action.run());
    }

    public ActionButton(String words, Component icon, Runnable action) {
        super(words, icon, e -> action.run());
    }

    /** @param reason why not, or empty if it may be pressed */
    public void refuse(Optional<String> reason) {
        setEnabled(reason.isEmpty());
        setTooltipText(reason.orElse(null));
        reason.ifPresentOrElse(
                r -> getElement().setAttribute("aria-description", r),
                () -> getElement().removeAttribute("aria-description"));
    }
}
