package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.VmView;
import java.util.Optional;

/** Whether a VM can be deleted, and the button that turns it over. Stays while all around it is drawn anew. */
class ProtectionChoice extends Div {
    private final VmActions actions;
    private final Span words = new Span();
    private final ActionButton button;
    private Optional<VmView> shown = Optional.empty();

    ProtectionChoice(VmActions actions) {
        this.actions = actions;
        button = new ActionButton(
                "", VaadinIcon.LOCK.create(), () -> shown.ifPresent(vm -> actions.protect(vm, !vm.deleteProtected())));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(words, button);
    }

    ProtectionChoice show(VmView vm) {
        shown = Optional.of(vm);
        words.setText(vm.deleteProtected() ? "On: nobody can delete it" : "Off");
        button.setText(vm.deleteProtected() ? "Take it off" : "Protect it");
        button.setIcon((vm.deleteProtected() ? VaadinIcon.UNLOCK : VaadinIcon.LOCK).create());
        button.refuse(actions.whyNotProtect(vm));
        return this;
    }
}
