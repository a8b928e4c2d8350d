package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmView;
import dev.slipway.vm.autosnapshot.SnapshotPlanView;
import java.util.Optional;

/** When a VM is kept by itself, and the button that changes that. */
class SnapshotPlanLine extends Div {
    private final SnapshotActions actions;
    private final Span words = new Span();
    private final Span note = new Span();
    private final ActionButton change;
    private Optional<VmView> shown = Optional.empty();
    private Optional<SnapshotPlanView> plan = Optional.empty();
    private int most;

    SnapshotPlanLine(SnapshotActions actions) {
        this.actions = actions;
        change = new ActionButton(
                "",
                VaadinIcon.CLOCK.create(),
                () -> shown.ifPresent(
                        vm -> new SnapshotPlanDialog(vm, plan.map(SnapshotPlanView::plan), most, actions).open()));
        change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        addClassName("sw-lasting");
        add(words, change, note);
    }

    /** @param mostKept how many can be kept by themselves at the most */
    void show(VmView vm, int mostKept) {
        shown = Optional.of(vm);
        most = mostKept;
        plan = actions.plan(vm.id());
        words.removeAll();
        plan.ifPresentOrElse(
                p -> words.add(new Span("By itself: " + p.plan().words() + ". Next: "), new TimeAgo(p.next())),
                () -> words.add(new Span("None are taken by themselves.")));
        change.setText(plan.isPresent() ? "Change that…" : "Take them by themselves…");
        change.refuse(actions.whyNotPlan(vm));
        note.setText(plan.flatMap(SnapshotPlanView::note).orElse(""));
        note.setVisible(!note.getText().isEmpty());
    }
}
