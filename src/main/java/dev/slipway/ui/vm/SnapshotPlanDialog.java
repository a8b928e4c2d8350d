package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.autosnapshot.SnapshotPlan;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** On which days and at what time a VM is kept by itself. */
class SnapshotPlanDialog extends FormDialog {
    private static final int USUAL = 3;

    private final VmView vm;
    private final SnapshotActions actions;
    private final CheckboxGroup<DayOfWeek> days = field("days", new CheckboxGroup<>());
    private final TextField at = field("at", new TextField("At"));
    private final ZoneField zone = field("zone", new ZoneField());
    private final IntegerField keep = field("keep", new IntegerField("Keep the newest"));

    /** @param most that can be kept */
    SnapshotPlanDialog(VmView vm, Optional<SnapshotPlan> now, int most, SnapshotActions actions) {
        super(
                "Snapshots that " + vm.name() + " gets by itself",
                "Each is like one that you take yourself: of its disk and, if it runs, its memory, which it stands still for;"
                        + " and it costs as much. The next one is taken before the oldest goes, so there has to be room for one"
                        + " more. Snapshots that people take are never deleted for that.",
                "Save");
        this.vm = vm;
        this.actions = actions;
        setWidth("min(36rem, 100%)");
        days.setLabel("Days");
        days.setItems(DayOfWeek.values());
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        days.setValue(now.map(SnapshotPlan::days).orElse(Set.of(DayOfWeek.values())));
        at.setValue(now.map(p -> p.at().toString()).orElse("02:00"));
        at.setHelperText("A time of day such as 02:00");
        keep.setStepButtonsVisible(true);
        keep.setMin(1);
        keep.setMax(most);
        keep.setHelperText("At most " + most);
        keep.setValue(now.map(SnapshotPlan::keep).orElse(Math.min(USUAL, most)));
        now.ifPresentOrElse(p -> zone.setValue(p.zone().getId()), zone::chooseTheirs);
        if (now.isPresent()) {
            Button remove = new Button("Take no more", e -> {
                actions.removePlan(vm.id());
                close();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
            getFooter().add(remove);
        }
    }

    @Override
    protected void submit() {
        actions.plan(
                vm.id(),
                SnapshotPlan.of(
                        days.getValue().stream().map(Enum::name).toList(),
                        at.getValue().strip(),
                        zone.getOptionalValue().orElse(""),
                        keep.getOptionalValue().orElse(0)));
    }
}
