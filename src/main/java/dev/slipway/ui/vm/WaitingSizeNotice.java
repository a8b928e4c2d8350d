package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.resize.WaitingSize;
import java.util.Optional;

/** Says that a VM gets its new size at its next start, and takes that back. */
class WaitingSizeNotice extends Div {
    private final Resizing resizing;

    WaitingSizeNotice(Resizing resizing) {
        this.resizing = resizing;
        addClassNames("sw-notice", "info");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(VmView vm) {
        removeAll();
        var waiting = resizing.waiting(vm);
        setVisible(waiting.isPresent());
        waiting.ifPresent(now -> fill(vm, now));
    }

    private void fill(VmView vm, WaitingSize now) {
        ActionButton cancel =
                new ActionButton("Cancel new size", VaadinIcon.CLOSE_SMALL.create(), () -> resizing.cancel(vm));
        cancel.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        cancel.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.RESIZE)));
        add(
                new Span("It has another size since "),
                new TimeAgo(now.since()),
                new Span(", and gets its vCPUs and memory at its next start: until then it runs with "
                        + Sizing.vcpus(now.vcpus()) + " and " + Sizing.mib(now.memoryMib())
                        + ". Shut it down and start it; a restart from inside is not enough. "),
                cancel);
    }
}
