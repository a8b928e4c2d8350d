package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import dev.slipway.vm.VmView;

/** What is chosen for a VM among its facts. They stay while all around them is drawn anew. */
class VmChoices {
    private final PasswordButton password;
    private final RestartChoice restart;
    private final ProtectionChoice protection;
    private final TagChoice tags;

    VmChoices(VmActions actions) {
        password = new PasswordButton(actions);
        restart = new RestartChoice(actions);
        protection = new ProtectionChoice(actions);
        tags = new TagChoice(actions);
    }

    VmChoices show(VmView vm) {
        password.show(vm);
        restart.show(vm);
        protection.show(vm);
        tags.show(vm);
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

    Component tags() {
        return tags;
    }
}
