package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.VmView;
import dev.slipway.vm.power.RestartPolicy;
import java.util.Optional;

/** What becomes of a VM after a failure, and the button that turns it over. Stays while all around it is drawn anew. */
class RestartChoice extends Div {
    private final VmActions actions;
    private final Span words = new Span();
    private final ActionButton button;
    private Optional<VmView> shown = Optional.empty();

    RestartChoice(VmActions actions) {
        this.actions = actions;
        button = new ActionButton("", VaadinIcon.REFRESH.create(), () -> shown.ifPresent(this::turnOver));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(words, button);
    }

    RestartChoice show(VmView vm) {
        shown = Optional.of(vm);
        words.setText(vm.restart().words());
        button.setText(
                switch (vm.restart()) {
                    case NEVER -> "Start it again then";
                    case ON_FAILURE -> "Leave it off then";
                });
        button.refuse(actions.whyNotRestart(vm));
        return this;
    }

    private void turnOver(VmView vm) {
        actions.restart(
                vm,
                switch (vm.restart()) {
                    case NEVER -> RestartPolicy.ON_FAILURE;
                    case ON_FAILURE -> RestartPolicy.NEVER;
                });
    }
}
