package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.Optional;

/** The way to a new password in a guest. Stays while all around it is drawn anew. */
class PasswordButton extends Div {
    private final ActionButton button;
    private Optional<VmView> shown = Optional.empty();

    PasswordButton(VmActions actions) {
        button = new ActionButton(
                VmAction.SET_PASSWORD.words(),
                VmActions.icon(VmAction.SET_PASSWORD).create(),
                () -> shown.ifPresent(vm -> actions.run(VmAction.SET_PASSWORD, vm)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(button);
    }

    PasswordButton show(VmView vm) {
        shown = Optional.of(vm);
        button.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.SET_PASSWORD)));
        return this;
    }
}
