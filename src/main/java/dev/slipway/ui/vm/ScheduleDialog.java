package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import dev.slipway.ui.component.FormDialog;
import dev.slipway.vm.VmView;
import dev.slipway.vm.schedule.OnTime;
import dev.slipway.vm.schedule.PowerSchedule;
import dev.slipway.vm.schedule.WeekPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The days and hours at which a VM is on: one of the usual weeks, changed as one likes. */
class ScheduleDialog extends FormDialog {
    private final VmView vm;
    private final Lasting lasting;
    private final Div rows = new Div();
    private final List<OnTimeField> times = new ArrayList<>();
    private final ZoneField zone = field("zone", new ZoneField());
    private final Checkbox force = new Checkbox("Force it off if its guest does not shut down when asked");

    ScheduleDialog(VmView vm, Optional<PowerSchedule> now, Lasting lasting) {
        super(
                "When " + vm.name() + " is on",
                "At the end of each of these times it is shut down, and at the beginning it is started, if the quota has"
                        + " room then. Turn it on or off yourself at any time: that holds until the next change.",
                "Save");
        this.vm = vm;
        this.lasting = lasting;
        setWidth("min(40rem, 100%)");
        Div presets = new Div(
                preset("Office hours", WeekPattern.OFFICE_HOURS),
                preset("Not on weekends", WeekPattern.WORKDAYS_ONLY),
                preset("Not at night", WeekPattern.DAYTIME));
        presets.addClassName("sw-toolbar");
        rows.addClassName("sw-on-times");
        Button more = new Button(
                "Add a time",
                e -> add(OnTime.on(WeekPattern.OFFICE_HOURS.times().getFirst().days(), "08:00", "18:00")));
        more.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        part(new Div(presets, rows, more), Map.of());
        field("force", force);
        show(now.map(PowerSchedule::week).orElse(WeekPattern.OFFICE_HOURS));
        force.setValue(now.filter(PowerSchedule::force).isPresent());
        now.ifPresentOrElse(s -> zone.setValue(s.zone().getId()), zone::chooseTheirs);
        if (now.isPresent()) {
            Button remove = new Button("Remove the schedule", e -> {
                lasting.removeSchedule(vm);
                close();
            });
            remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
            getFooter().add(remove);
        }
    }

    private Button preset(String words, WeekPattern week) {
        Button button = new Button(words, e -> show(week));
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void show(WeekPattern week) {
        rows.removeAll();
        times.clear();
        week.times().forEach(this::add);
    }

    private void add(OnTime time) {
        OnTimeField row = new OnTimeField(time, gone -> {
            times.remove(gone);
            rows.remove(gone);
        });
        times.add(row);
        rows.add(row);
    }

    @Override
    protected void submit() {
        WeekPattern week = new WeekPattern(times.stream().map(OnTimeField::time).toList());
        lasting.schedule(
                vm,
                new PowerSchedule(
                        week, PowerSchedule.zone(zone.getOptionalValue().orElse("")), force.getValue()));
    }
}
