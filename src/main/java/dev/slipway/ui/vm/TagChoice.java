package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.Optional;

/** A VM's tags, and the button that changes them. Stays while all around it is drawn anew. */
class TagChoice extends Div {
    private final Span tags = new Span();
    private final ActionButton button;
    private Optional<VmView> shown = Optional.empty();

    TagChoice(VmActions actions) {
        button = new ActionButton("Change tags", () -> shown.ifPresent(vm -> actions.run(VmAction.TAG, vm)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        addClassName("sw-tag-choice");
        add(tags, button);
    }

    TagChoice show(VmView vm) {
        shown = Optional.of(vm);
        tags.removeAll();
        tags.add(vm.tags().isEmpty() ? new Span("None") : new TagLine(vm.tags()));
        tags.setClassName("sw-quiet", vm.tags().isEmpty());
        button.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.TAG)));
        return this;
    }
}
