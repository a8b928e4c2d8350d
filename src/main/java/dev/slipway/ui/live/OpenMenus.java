package dev.slipway.ui.live;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether somebody has the menu of a row open. Drawing the row anew would close it under their hand, so changes wait until
 * it is closed. Used with the UI's lock only; told by the page (see {@code slipway.js}).
 */
public final class OpenMenus {
    private static final String EVENT = "sw-menu";
    private static final String OPEN = "event.detail.open";

    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private boolean open;

    private OpenMenus() {}

    /** Listens to the page from now on; once for each UI is enough. */
    public static void watch(UI ui) {
        OpenMenus menus = of(ui);
        ui.getElement()
                .addEventListener(
                        EVENT, e -> menus.set(e.getEventData().path(OPEN).asBoolean()))
                .addEventData(OPEN);
    }

    static OpenMenus of(UI ui) {
        OpenMenus menus = ComponentUtil.getData(ui, OpenMenus.class);
        if (menus == null) {
            menus = new OpenMenus();
            ComponentUtil.setData(ui, OpenMenus.class, menus);
        }
        return menus;
    }

    /** Runs it now, or when the menu that is open now is closed. @return whether it waits */
    boolean whenClosed(Runnable refresh) {
        if (open) {
            waiting.add(refresh);
        } else {
            refresh.run();
        }
        return open;
    }

    /** Runs it, whatever is open. */
    void now(Runnable refresh) {
        waiting.remove(refresh);
        refresh.run();
    }

    private void set(boolean isOpen) {
        open = isOpen;

        if (!open) {
            List<Runnable> due = List.copyOf(waiting);
            waiting.clear();
            due.forEach(Runnable::run);
        }
    }
}
