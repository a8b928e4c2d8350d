package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disc.Drive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A VM's CD-ROM drives: what is in them, and changing that. */
class DrivesPanel extends Div {
    private static final String HINT =
            "It starts from its disk as soon as that can be started from, and from a disc before."
                    + " When what you install is on the disk, take the disc out.";
    private static final String LEAVES =
            "It starts from its disk as soon as that can be started from, and from a disc before. The disc in drive 1 is"
                    + " taken out by itself once the guest has restarted or shut itself down.";

    private final DiscActions actions;
    private final Parts rows = new Parts("sw-drives");
    private Optional<VmView> shown = Optional.empty();

    DrivesPanel(DiscActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        add(new H2("Discs"), rows);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        List<Drive> drives = actions.drives(vm.id());
        Optional<String> why = Optional.ofNullable(vm.refusedActions().get(VmAction.CHANGE_DISC));
        // One that was adopted may have none.
        setVisible(!drives.isEmpty());
        List<Part> parts = new ArrayList<>();
        for (Drive drive : drives) {
            parts.add(
                    vm.image().isEmpty()
                            ? Part.of(drive.number(), drive, DrivesPanel::found)
                            : Part.of(drive.number(), new Row(drive, why), this::row));
        }
        if (vm.image().isPresent()
                && drives.stream().anyMatch(drive -> drive.disc().isPresent())) {
            String hint = drives.stream().anyMatch(Drive::outAtReboot) ? LEAVES : HINT;
            parts.add(Part.of("hint", hint, DrivesPanel::quiet));
        }
        rows.show(parts);
    }

    private record Row(Drive drive, Optional<String> whyNot) {}

    private static Span quiet(String words) {
        Span span = new Span(words);
        span.addClassName("sw-quiet");
        return span;
    }

    /** Of one that was adopted: as it is, and nothing to be changed from here. */
    private static Div found(Drive drive) {
        Div row = new Div(
                number("Drive " + drive.onHost().map(Drive.OnHost::target).orElse("")));
        row.addClassName("sw-drive");
        drive.onHost().ifPresent(seen -> row.add(content(seen.file())));
        drive.onHost().filter(Drive.OnHost::opened).ifPresent(seen -> row.add(quiet("Opened by its guest")));
        return row;
    }

    private Div row(Row of) {
        Drive drive = of.drive();
        String place = "drive " + drive.number();
        ActionButton insert = new ActionButton(
                drive.disc().isPresent() ? "Change…" : "Insert…",
                VaadinIcon.DISC.create(),
                () -> shown.ifPresent(vm -> new InsertDiscDialog(vm, drive, actions).open()));
        insert.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        insert.setAriaLabel((drive.disc().isPresent() ? "Change the disc in " : "Insert a disc into ") + place);
        insert.refuse(of.whyNot());
        Div row = new Div(
                number("Drive " + drive.number()),
                content(drive.disc()
                        .map(disc -> disc.name() + " " + disc.label())
                        .orElse("")),
                insert);
        row.addClassName("sw-drive");
        if (drive.disc().isPresent()) {
            ActionButton eject = new ActionButton(
                    "Take out",
                    VaadinIcon.EJECT.create(),
                    () -> shown.ifPresent(vm -> actions.eject(vm.id(), drive.number())));
            eject.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            eject.setAriaLabel("Take the disc out of " + place);
            eject.refuse(of.whyNot());
            row.add(eject);
        }
        drive.onHost().ifPresent(seen -> row.add(otherwise(seen)));
        return row;
    }

    private static Span number(String words) {
        Span number = new Span(words);
        number.addClassName("number");
        return number;
    }

    private static Span content(String words) {
        Span inIt = new Span(words.isEmpty() ? "Empty" : words);
        inIt.addClassName(words.isEmpty() ? "sw-quiet" : "disc");
        return inIt;
    }

    /** How its host has it instead. */
    private static Span otherwise(Drive.OnHost seen) {
        Span words = quiet(
                seen.opened()
                        ? "Opened by the guest, so nothing is in it for now. It is back when the guest restarts."
                        : seen.file().isEmpty()
                                ? "Empty on its host: taken out outside Slipway. It is back at its next start from here."
                                : "Changed outside Slipway: on its host it has " + seen.file() + ".");
        words.addClassName("otherwise");
        return words;
    }
}
