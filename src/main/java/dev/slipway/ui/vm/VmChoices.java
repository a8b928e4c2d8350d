package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import dev.slipway.vm.VmView;
import java.util.Optional;

/** What can be chosen among a VM's facts. They stay while all around them is drawn anew. */
class VmChoices {
    private final PasswordButton password;
    private final RestartChoice restart;
    private final ProtectionChoice protection;
    private final TagChoice tags;
    private final LeaseChoice lease;
    private final ScheduleChoice schedule;
    private final Button definition;
    private final SerialLinks serial;
    private Optional<VmView> shown = Optional.empty();

    VmChoices(VmActions actions, Lasting lasting) {
        lease = new LeaseChoice(lasting);
        schedule = new ScheduleChoice(lasting);
        password = new PasswordButton(actions);
        restart = new RestartChoice(actions);
        protection = new ProtectionChoice(actions);
        tags = new TagChoice(actions);
        serial = new SerialLinks(actions);
        definition = new Button("libvirt XML", e -> shown.ifPresent(actions::showDefinition));
        definition.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
    }

    VmChoices show(VmView vm) {
        shown = Optional.of(vm);
        password.show(vm);
        restart.show(vm);
        protection.show(vm);
        tags.show(vm);
        lease.show(vm);
        schedule.show(vm);
        serial.show(vm);
        return this;
    }

    Component password() {
        return password;
    }

    Component restart() {
        return restart;
    }

    Component protection() {
        return protection;
    }

    /** Until when it stays. */
    Component lease() {
        return lease;
    }

    Component schedule() {
        return schedule;
    }

    Component tags() {
        return tags;
    }

    /** What it says on its serial line. */
    Component serial() {
        return serial;
    }

    /** What its host has written down of it, for those who know libvirt. */
    Component definition() {
        return definition;
    }
}
