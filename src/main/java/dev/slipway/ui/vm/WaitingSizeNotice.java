package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.resize.WaitingSize;
import java.util.Optional;

/** Says that a VM gets its new size at its next start, and takes that back. */
class WaitingSizeNotice extends Parts {
    private final Resizing resizing;
    private Optional<VmView> shown = Optional.empty();

    WaitingSizeNotice(Resizing resizing) {
        super("sw-notice", "info");
        this.resizing = resizing;
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        var waiting = resizing.waiting(vm);
        setVisible(waiting.isPresent());
        show(waiting.stream()
                .map(size -> Part.of("", new Waiting(size, vm), this::words))
                .toList());
    }

    private record Waiting(WaitingSize size, Optional<String> whyNot) {
        Waiting(WaitingSize size, VmView vm) {
            this(size, Optional.ofNullable(vm.refusedActions().get(VmAction.RESIZE)));
        }
    }

    private Component words(Waiting waiting) {
        WaitingSize now = waiting.size();
        ActionButton cancel = new ActionButton(
                "Cancel new size", VaadinIcon.CLOSE_SMALL.create(), () -> shown.ifPresent(resizing::cancel));
        cancel.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        cancel.refuse(waiting.whyNot());
        return new Div(
                new Span("It has another size since "),
                new TimeAgo(now.since()),
                new Span(", and gets its vCPUs and memory at its next start: until then it runs with "
                        + Sizing.vcpus(now.vcpus()) + " and " + Sizing.mib(now.memoryMib())
                        + ". Shut it down and start it; a restart from inside is not enough. "),
                cancel);
    }
}
