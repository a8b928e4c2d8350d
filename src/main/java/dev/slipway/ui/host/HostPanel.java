package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import dev.slipway.live.Change;
import dev.slipway.vm.fleet.HostLoad;

/**
 * One part of a host's page. Every bean of this type is on the page, in the order of {@link
 * org.springframework.core.annotation.Order}; of prototype scope, since each page has its own.
 */
abstract class HostPanel extends Div {
    protected HostPanel(String title) {
        addClassName("sw-panel");
        add(new H2(title));
    }

    /** Shows this host from now on, or the same one as it is now. */
    abstract void show(HostLoad load);

    /** Whether it shows something that has changed, beside the host itself. Runs on the feed's thread: looks at the change only. */
    boolean concerns(Change change) {
        return false;
    }

    /** Everything below the title goes. */
    protected final void clear() {
        getChildren().skip(1).toList().forEach(this::remove);
    }
}
