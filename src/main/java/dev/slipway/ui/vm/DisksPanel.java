package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disk.DiskAction;
import dev.slipway.vm.disk.DiskState;
import dev.slipway.vm.disk.DiskView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A VM's disks: the one that it starts from, and those that are attached besides. */
class DisksPanel extends Div {
    private final DiskActions actions;
    private final Parts rows = new Parts("sw-disks");
    private final ActionButton add;
    private final ActionButton attach;
    private Optional<VmView> shown = Optional.empty();

    DisksPanel(DiskActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        add = new ActionButton(
                "Add a disk…",
                VaadinIcon.PLUS.create(),
                () -> shown.ifPresent(vm -> new AddDiskDialog(vm, actions).open()));
        attach = new ActionButton(
                "Attach…",
                DiskActions.icon(DiskAction.ATTACH).create(),
                () -> shown.ifPresent(vm -> new AttachDiskDialog(vm, actions).open()));
        attach.setAriaLabel("Attach a disk that is there");
        for (ActionButton button : List.of(add, attach)) {
            button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        }
        Div title = new Div(new H2("Disks"), new Div(add, attach));
        title.addClassName("sw-panel-title");
        add(title, rows);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        Optional<String> why = Optional.ofNullable(vm.refusedActions().get(VmAction.ATTACH_DISK));
        add.refuse(why);
        attach.refuse(why);
        rows.show(Stream.concat(
                        Stream.of(Part.of("own", Own.of(vm, actions), this::row)),
                        actions.of(vm.id()).stream().map(disk -> Part.of(disk.id(), disk, this::row)))
                .toList());
    }

    private record Own(long mib, Optional<String> whyNoMore, Optional<String> note) {
        static Own of(VmView vm, DiskActions actions) {
            return new Own(
                    vm.resources().diskMib(),
                    Optional.ofNullable(vm.refusedActions().get(VmAction.GROW_OWN_DISK)),
                    actions.own(vm).note());
        }
    }

    private Div row(Own disk) {
        Div row = new Div(name("Its own"));
        row.addClassName("sw-disk");
        row.add(button(DiskAction.GROW, "its own", disk.whyNoMore(), () -> shown.ifPresent(actions::askToGrowOwn)));
        row.add(quiet("facts", Sizing.mib(disk.mib()) + " · it starts from this one, which goes with it"));
        disk.note().ifPresent(note -> row.add(quiet("note", note)));
        return row;
    }

    private static ActionButton button(DiskAction action, String disk, Optional<String> whyNot, Runnable press) {
        ActionButton button =
                new ActionButton(action.words() + "…", DiskActions.icon(action).create(), press);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(action.words() + ": " + disk);
        button.refuse(whyNot);
        return button;
    }

    private Div row(DiskView disk) {
        Div row = new Div(name(disk.name()));
        row.addClassName("sw-disk");
        for (DiskAction action : List.of(DiskAction.GROW, DiskAction.DETACH)) {
            row.add(button(action, disk.name(), DiskActions.whyNot(action, disk), () -> actions.run(action, disk)));
        }
        row.add(quiet(
                "facts",
                Sizing.mib(disk.sizeMib())
                        + (disk.state() == DiskState.READY
                                ? ""
                                : " · " + disk.state().words())));
        row.add(quiet("facts", "/dev/disk/by-id/virtio-" + disk.serial()));
        disk.note().ifPresent(note -> row.add(quiet("note", note)));
        return row;
    }

    private static Span name(String words) {
        Span name = new Span(words);
        name.addClassName("name");
        return name;
    }

    private static Span quiet(String what, String words) {
        Span span = new Span(words);
        span.addClassNames("sw-quiet", what);
        return span;
    }
}
