package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.PageRequest;

class LaunchViewTest extends ScreenTest {
    @Test
    void saysTheCostAndLaunches() {
        BrowserlessUIContext window = open();
        name(window, "web-1");

        assertThat(words(window.find(QuotaBars.class).single())).contains("0 → 1", "0 MiB → 256 MiB");
        press(window, button(window, "Launch"));

        assertThat(window.getCurrentView()).isInstanceOf(VmPage.class);
        assertThat(vms()).singleElement().satisfies(vm -> {
            assertThat(vm.name()).isEqualTo("web-1");
            assertThat(vm.imageName()).isEqualTo(world.image.name());
            assertThat(vm.sizeName()).isEqualTo(world.size.name());
        });
    }

    @Test
    void refusesWithTheReasonWhenTheQuotaIsSpent() {
        world.limit(Dimension.VMS, 0);

        BrowserlessUIContext window = open();

        Button launch = button(window, "Launch");
        assertThat(launch.isEnabled()).isFalse();
        assertThat(launch.getElement().getAttribute("aria-description")).contains("VMs", world.project.name());
        assertThat(words(window)).contains(launch.getElement().getAttribute("aria-description"));
    }

    @Test
    void judgesTheNameWhileItIsTyped() {
        BrowserlessUIContext window = open();

        name(window, "My VM");

        assertThat(nameField(window).isInvalid()).isTrue();
        assertThat(nameField(window).getErrorMessage()).contains("no capital letters");
        assertThat(button(window, "Launch").isEnabled()).isFalse();
        name(window, "my-vm");
        assertThat(nameField(window).isInvalid()).isFalse();
        assertThat(button(window, "Launch").isEnabled()).isTrue();
    }

    @Test
    void saysThatANameIsTaken() {
        world.running("web-1");
        BrowserlessUIContext window = open();

        name(window, "web-1");

        assertThat(nameField(window).getErrorMessage()).contains("of that name already");
        assertThat(button(window, "Launch").isEnabled()).isFalse();
    }

    @Test
    void aDoubleClickIsOneLaunch() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        Button launch = button(window, "Launch");

        launch.click();
        launch.click();

        assertThat(vms()).hasSize(1);
        assertThat(messages(window)).isEmpty();
    }

    @Test
    void showsARefusalAtTheFieldThatItIsAbout() {
        BrowserlessUIContext window = open();
        name(window, "web-1");
        TextArea userData = window.find(TextArea.class).withLabel("User data").single();
        window.test(userData).setValue("no cloud-config at all");

        press(window, button(window, "Launch"));

        assertThat(userData.isInvalid()).isTrue();
        assertThat(userData.getErrorMessage()).contains("#cloud-config");
        assertThat(vms()).isEmpty();
    }

    private BrowserlessUIContext open() {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(LaunchView.class);
        LaunchForm form = window.find(LaunchForm.class).single();
        form.choose(world.image.version());
        form.choose(world.size);
        form.choose(world.network);
        return window;
    }

    private static void name(BrowserlessUIContext window, String name) {
        window.test(nameField(window)).setValue(name);
    }

    private static TextField nameField(BrowserlessUIContext window) {
        return window.find(TextField.class).withLabel("Name").single();
    }

    private List<VmView> vms() {
        return world.bean(VirtualMachines.class)
                .list(
                        new VmQuery(world.project.id(), Optional.empty(), Set.of()),
                        PageRequest.of(0, 10),
                        world.member.actor())
                .getContent();
    }
}
