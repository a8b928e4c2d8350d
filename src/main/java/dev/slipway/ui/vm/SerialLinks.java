package dev.slipway.ui.vm;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.serial.BootLogView;
import dev.slipway.ui.serial.SerialConsoleView;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.Optional;

/** The ways to what a VM says on its serial line. Stay while all around them is drawn anew. */
class SerialLinks extends Div {
    private final VmActions actions;
    private final ActionButton log;
    private final ActionButton console;
    private Optional<VmView> shown = Optional.empty();

    SerialLinks(VmActions actions) {
        this.actions = actions;
        log = new ActionButton(
                "Boot log",
                VaadinIcon.FILE_TEXT_O.create(),
                () -> shown.ifPresent(vm -> UI.getCurrent().navigate(BootLogView.class, BootLogView.of(vm.id()))));
        console = new ActionButton(
                "Serial console",
                VaadinIcon.TERMINAL.create(),
                () -> shown.ifPresent(
                        vm -> UI.getCurrent().navigate(SerialConsoleView.class, SerialConsoleView.of(vm.id()))));
        log.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        console.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        add(log, console);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        log.refuse(actions.whyNoBootLog(vm));
        console.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.CONSOLE)));
    }
}
