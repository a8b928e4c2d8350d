package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.kernel.SnapshotId;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.Parts;
import dev.slipway.ui.component.ShownParts.Part;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.snapshot.SnapshotState;
import dev.slipway.vm.snapshot.SnapshotView;
import java.util.List;
import java.util.Optional;

/** What is kept of a VM, each below the one that it comes after, and what can be done with it. */
class SnapshotsPanel extends Div {
    private final SnapshotActions actions;
    private final Parts tree = new Parts();
    private final SnapshotPlanLine plan;
    private final ActionButton take;
    private Optional<VmView> shown = Optional.empty();

    SnapshotsPanel(SnapshotActions actions) {
        this.actions = actions;
        addClassName("sw-panel");
        take = new ActionButton(
                VmAction.SNAPSHOT.words() + "…",
                VaadinIcon.CAMERA.create(),
                () -> shown.ifPresent(vm -> new TakeSnapshotDialog(vm, actions).open()));
        take.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div title = new Div(new H2("Snapshots"), take);
        title.addClassName("sw-panel-title");
        plan = new SnapshotPlanLine(actions);
        add(title, tree, plan);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        var list = actions.of(vm.id());
        take.refuse(Optional.ofNullable(vm.refusedActions().get(VmAction.SNAPSHOT))
                .or(() -> list.all().size() < list.most()
                        ? Optional.empty()
                        : Optional.of(
                                "It has " + list.most() + " snapshots, and that is the most. Delete one first.")));
        plan.show(vm, list.most() - 1);
        tree.show(List.of(Part.of("tree", new Tree(list.all(), vm), this::draw)));
    }

    /** All that its lines are drawn from. */
    private record Tree(List<SnapshotView> all, Optional<String> whyNoRevert, Optional<String> whyNoDelete) {
        Tree(List<SnapshotView> all, VmView vm) {
            this(
                    all,
                    Optional.ofNullable(vm.refusedActions().get(VmAction.REVERT)),
                    Optional.ofNullable(vm.refusedActions().get(VmAction.DELETE_SNAPSHOT)));
        }

        boolean isParent(SnapshotView snapshot) {
            return all.stream().anyMatch(other -> other.parent().equals(Optional.of(snapshot.id())));
        }
    }

    private Component draw(Tree kept) {
        if (kept.all().isEmpty()) {
            Span none = new Span("None yet. Before a risky change, take one to go back to.");
            none.addClassName("sw-quiet");
            return none;
        }
        return below(Optional.empty(), kept);
    }

    private UnorderedList below(Optional<SnapshotId> parent, Tree kept) {
        UnorderedList list = new UnorderedList();
        list.addClassName("sw-snapshots");
        kept.all().stream().filter(s -> s.parent().equals(parent)).forEach(s -> {
            ListItem item = new ListItem(line(s, kept));
            if (kept.isParent(s)) {
                item.add(below(Optional.of(s.id()), kept));
            }
            list.add(item);
        });
        return list;
    }

    private Div line(SnapshotView snapshot, Tree kept) {
        Span name = new Span(snapshot.name());
        name.addClassName("name");
        Span facts = new Span(new TimeAgo(snapshot.madeAt()), new Span(facts(snapshot)));
        facts.addClassNames("sw-quiet", "facts");
        Div line = new Div(name);
        line.addClassName("sw-snapshot");
        if (snapshot.standsOn()) {
            Span here = new Span("You are here");
            here.addClassName("here");
            here.setTitle("What is on its disk now comes after this one.");
            line.add(here);
        }
        line.add(revert(snapshot, kept), delete(snapshot, kept), facts);
        if (!snapshot.note().isEmpty()) {
            Span note = new Span(snapshot.note());
            note.addClassName("note");
            line.add(note);
        }
        return line;
    }

    private static String facts(SnapshotView snapshot) {
        var state = switch (snapshot.state()) {
            case MAKING -> " · being made";
            case READY -> "";
            case DELETING -> " · being deleted";
        };
        return (snapshot.withMemory() ? " · disk and memory" : " · disk only") + " · at most "
                + Sizing.mib(snapshot.diskMib())
                + snapshot.madeBy().map(by -> " · by " + by).orElse("") + state;
    }

    private ActionButton revert(SnapshotView snapshot, Tree kept) {
        ActionButton button = new ActionButton(
                "Go back…",
                VaadinIcon.TIME_BACKWARD.create(),
                () -> shown.ifPresent(vm -> new RevertDialog(vm, snapshot, actions).open()));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel("Go back to " + snapshot.name());
        button.refuse(why(kept.whyNoRevert(), snapshot));
        return button;
    }

    private ActionButton delete(SnapshotView snapshot, Tree kept) {
        ActionButton button = new ActionButton(
                "Delete…", VaadinIcon.TRASH.create(), () -> shown.ifPresent(vm -> confirmDelete(snapshot, vm)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel("Delete " + snapshot.name());
        button.refuse(why(kept.whyNoDelete(), snapshot));
        return button;
    }

    private static Optional<String> why(Optional<String> ofVm, SnapshotView snapshot) {
        return ofVm.or(() -> snapshot.state() == SnapshotState.READY
                ? Optional.empty()
                : Optional.of("It is still being made, or is being deleted."));
    }

    private void confirmDelete(SnapshotView snapshot, VmView vm) {
        new ConsequenceDialog(
                        "Delete “" + snapshot.name() + "”?",
                        List.of(
                                "Nobody can go back to it any more.",
                                "What is on the VM's disk now, and the other snapshots, stay.",
                                Sizing.mib(snapshot.diskMib()) + " of the disk quota are given back."),
                        "Delete",
                        () -> actions.delete(vm.id(), snapshot.id()))
                .open();
    }
}
