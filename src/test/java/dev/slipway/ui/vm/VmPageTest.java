package dev.slipway.ui.vm;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.console.ConsoleView;
import dev.slipway.ui.shell.ProblemScreen;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.disk.DiskName;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.disk.Disks;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VmPageTest extends ScreenTest {
    @Test
    void showsWhatItIsAndWhyWhatIsNotPossible() {
        VmId vm = world.running("web-1");

        BrowserlessUIContext window = open(vm);

        assertThat(words(window)).contains("web-1", "Running", world.image.name(), world.network.name());
        Button start = button(window, "Start");
        assertThat(start.isEnabled()).isFalse();
        assertThat(start.getElement().getAttribute("aria-description")).isNotBlank();
        assertThat(button(window, "Shut down").isEnabled()).isTrue();
    }

    @Test
    void opensTheConsoleOfOneThatRanBeforeThePageWasThere() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = world.window(world.member);

        UI.getCurrent().navigate("vms/" + vm, VmPage.thenConsole());

        assertThat(window.find(ConsoleView.class).all()).hasSize(1);
    }

    @Test
    void followsAShutdownToItsEnd() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = open(vm);

        press(window, button(window, "Shut down"));

        ScreenWorld.awaitOn(window, () -> {
            assertThat(words(window.find(VmHeader.class).single())).contains("Stopped");
            assertThat(button(window, "Start").isEnabled()).isTrue();
        });
    }

    @Test
    void saysThatItIsOffWhenThatHappenedOutside() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = open(vm);

        world.machine.virsh().destroy(vm.value());

        ScreenWorld.awaitOn(
                window,
                () -> assertThat(words(window.find(VmHeader.class).single())).contains("Stopped"));
    }

    @Test
    void deletesARunningOneOnlyAfterSayingWhatComesOfIt() {
        VmId vm = world.running("web-1");
        world.ended(world.bean(Disks.class).create(vm, new DiskName("data"), new DiskSize(1024), world.member.actor()));
        BrowserlessUIContext window = open(vm);
        assertThat(words(window.find(DisksPanel.class).single())).contains("Its own", "data", "1 GiB");

        press(window, button(window, "Delete"));

        ConfirmDialog dialog = window.find(ConfirmDialog.class).single();
        assertThat(words(dialog))
                .contains("It is on right now", "recycle bin for 7 days", "holds its quota")
                .contains("Disk data stays in the project");
        window.test(dialog).confirm();
        ScreenWorld.awaitOn(window, () -> assertThat(words(window)).contains("In the recycle bin"));
    }

    @Test
    void keepsItWhenTheQuestionIsAnsweredWithNo() {
        VmId vm = world.stopped("web-1");
        BrowserlessUIContext window = open(vm);
        press(window, button(window, "Delete"));

        window.test(window.find(ConfirmDialog.class).single()).cancel();

        assertThat(world.bean(VirtualMachines.class)
                        .get(vm, world.member.actor())
                        .status())
                .isEqualTo(VmStatus.STOPPED);
        assertThat(window.find(ConfirmDialog.class).exists()).isFalse();
    }

    @Test
    void tellsARefusalInItsSentence() {
        VmId vm = world.stopped("web-1");
        BrowserlessUIContext window = open(vm);
        world.limit(Dimension.RUNNING_VCPUS, 0);

        press(window, button(window, "Start"));

        assertThat(messages(window)).contains("Quota exceeded").anyMatch(m -> m.contains("running vCPU"));
    }

    @Test
    void saysWhyItIsWhereItIsToEachAsMuchAsIsTheirs() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = open(vm);
        assertThat(words(window)).contains("Chosen as the best of ").doesNotContain(world.host.name(), "Every host");

        BrowserlessUIContext admins = world.window(world.people.newAdministrator());
        admins.navigate(VmPage.class, Map.of("vm", vm.toString()));
        press(admins, button(admins, "Every host"));

        assertThat(words(admins.find(WhyHereDialog.class).single())).contains(world.host.name(), "of memory");
    }

    @Test
    void isNotThereForAStranger() {
        VmId vm = world.running("web-1");
        BrowserlessUIContext window = world.window(world.people.newStranger());

        window.navigate("vms/" + vm, ProblemScreen.class);

        assertThat(words(window)).contains("There is no such VM").doesNotContain("web-1");
    }

    private BrowserlessUIContext open(VmId vm) {
        BrowserlessUIContext window = world.window(world.member);
        window.navigate(VmPage.class, Map.of("vm", vm.toString()));
        return window;
    }
}
