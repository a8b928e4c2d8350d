package dev.slipway.ui.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import dev.slipway.identity.Role;
import dev.slipway.kernel.VmId;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import org.junit.jupiter.api.Test;

class BootLogViewTest extends ScreenTest {
    @Test
    void isReachedFromTheVmsPageAndShowsWhatItsHostKept() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = world.window(world.member);
        UI.getCurrent().navigate("vms/" + vm);

        press(window, button(window, "Boot log"));

        ScreenWorld.awaitOn(window, () -> assertThat(view(window).shown()).contains("Linux version"));
    }

    @Test
    void saysToOneWhoMayNotOpenTheConsoleWhyNot() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = world.window(world.people.newMember(world.project.id(), Role.PROJECT_VIEWER));
        UI.getCurrent().navigate("vms/" + vm);
        Button log = button(window, "Boot log");
        assertThat(log.isEnabled()).isFalse();
        assertThat(log.getElement().getAttribute("aria-description")).isNotBlank();

        UI.getCurrent().navigate("vms/" + vm + "/boot-log");

        ScreenWorld.awaitOn(window, () -> assertThat(view(window).shown()).contains("open a VM's console"));
    }

    private static BootLogView view(BrowserlessUIContext window) {
        return window.find(BootLogView.class).single();
    }
}
