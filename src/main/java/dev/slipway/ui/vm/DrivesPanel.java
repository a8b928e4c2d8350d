package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.Drive;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.List;
import java.util.Optional;

/** A VM's CD-ROM drives: what is in them, and changing that. */
class DrivesPanel extends Div {
    private static final String LEAVES =
            "It is taken out by itself at the first reboot, or once the guest has shut itself down.";
    private static final String HINT =
            "It starts from its disk as soon as that can be started from, and from a disc before."
                    + " When what you install is on the disk, take the disc out.";

    private final DiscActions actions;
    private final Div rows = new Div();

    DrivesPanel(DiscActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        rows.addClassName("sw-drives");
        add(new H2("Discs"), rows);
    }

    void show(VmView vm) {
        // One that was adopted has the drives that it had.
        setVisible(vm.image().isPresent());
        rows.removeAll();
        if (!isVisible()) {
            return;
        }
        List<Drive> drives = actions.drives(vm.id());
        drives.forEach(drive -> rows.add(row(vm, drive)));
        if (drives.stream().anyMatch(drive -> drive.disc().isPresent())) {
            rows.add(quiet(drives.stream().anyMatch(Drive::outAtReboot) ? LEAVES : HINT));
        }
    }

    private static Span quiet(String words) {
        Span span = new Span(words);
        span.addClassName("sw-quiet");
        return span;
    }

    private Div row(VmView vm, Drive drive) {
        String place = "drive " + drive.number();
        Span number = new Span("Drive " + drive.number());
        number.addClassName("number");
        Span inIt = new Span(
                drive.disc().map(disc -> disc.name() + " " + disc.label()).orElse("Empty"));
        inIt.addClassName(drive.disc().isPresent() ? "disc" : "sw-quiet");
        Optional<String> why = Optional.ofNullable(vm.refusedActions().get(VmAction.CHANGE_DISC));
        ActionButton insert = new ActionButton(
                drive.disc().isPresent() ? "Change…" : "Insert…",
                VaadinIcon.DISC.create(),
                () -> new InsertDiscDialog(vm, drive, actions).open());
        insert.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        insert.setAriaLabel((drive.disc().isPresent() ? "Change the disc in " : "Insert a disc into ") + place);
        insert.refuse(why);
        Div row = new Div(number, inIt, insert);
        row.addClassName("sw-drive");
        if (drive.disc().isPresent()) {
            ActionButton eject = new ActionButton(
                    "Take out", VaadinIcon.EJECT.create(), () -> actions.eject(vm.id(), drive.number()));
            eject.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            eject.setAriaLabel("Take the disc out of " + place);
            eject.refuse(why);
            row.add(eject);
        }
        return row;
    }
}
