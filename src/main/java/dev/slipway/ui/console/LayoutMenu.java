package dev.slipway.ui.console;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** For which keyboard layout of the guest keys are sent. The person's own keyboard may have another one. */
class LayoutMenu extends MenuBar {
    private final MenuItem chosen;
    private final Map<GuestLayout, MenuItem> items = new EnumMap<>(GuestLayout.class);

    LayoutMenu(Consumer<GuestLayout> choose) {
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        chosen = addItem("");
        for (GuestLayout layout : GuestLayout.values()) {
            MenuItem item = chosen.getSubMenu().addItem(layout.words(), e -> {
                show(layout);
                choose.accept(layout);
            });
            item.setCheckable(true);
            items.put(layout, item);
        }
        show(GuestLayout.US);
    }

    final void show(GuestLayout layout) {
        chosen.setText("Guest keyboard: " + layout.words());
        items.forEach((each, item) -> item.setChecked(each == layout));
    }
}
