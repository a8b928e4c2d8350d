package dev.slipway.ui.vm;

import com.vaadin.browserless.BrowserlessUIContext;
import dev.slipway.ui.ScreenWorld;

/** Chooses what the world has on a launch screen. */
public final class LaunchChoosing {
    private LaunchChoosing() {}

    public static void choose(BrowserlessUIContext window, ScreenWorld world) {
        LaunchForm form = window.find(LaunchForm.class).single();
        form.choose(world.image.version());
        form.choose(world.size);
        form.choose(world.network);
    }
}
