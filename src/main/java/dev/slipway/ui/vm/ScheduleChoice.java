package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmView;
import dev.slipway.vm.schedule.ScheduleView;
import java.time.Duration;
import java.util.Optional;

/** On which days and hours a VM is on, and the buttons that change that. Stays while all around it is drawn anew. */
class ScheduleChoice extends Div {
    private static final int WEEK_HOURS = 168;
    private static final int MONTH_DAYS = 30;

    private final Lasting lasting;
    private final Span words = new Span();
    private final Span next = new Span();
    private final Span saves = new Span();
    private final Span note = new Span();
    private final ActionButton change;
    private final ActionButton skip;
    private Optional<VmView> shown = Optional.empty();
    private Optional<ScheduleView> schedule = Optional.empty();

    ScheduleChoice(Lasting lasting) {
        this.lasting = lasting;
        change = new ActionButton("", VaadinIcon.CLOCK.create(), () -> shown.ifPresent(this::change));
        skip = new ActionButton("", () -> shown.ifPresent(vm -> lasting.skip(vm, !isSkipped())));
        change.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        skip.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        next.addClassName("sw-quiet");
        saves.addClassName("sw-quiet");
        addClassName("sw-lasting");
        add(words, change, next, skip, saves, note);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        schedule = lasting.schedule(vm);
        Optional<String> whyNot = lasting.whyNotSchedule(vm);
        words.setText(schedule.map(s -> s.schedule().words()).orElse("None: it is on and off as its people like"));
        change.setText(schedule.isPresent() ? "Change it" : "Turn it off at night");
        change.refuse(whyNot);
        skip.setVisible(schedule.isPresent());
        skip.setText(isSkipped() ? "Do not skip it" : "Skip that once");
        skip.refuse(whyNot);
        next.removeAll();
        schedule.ifPresent(s -> next.add(
                new Span(s.skips() ? "Skips going " : "Goes "),
                new Span(s.nextIsOn() ? "on " : "off "),
                new TimeAgo(s.next())));
        saves.setText(schedule.map(s -> saves(vm, s)).orElse(""));
        note.setText(schedule.flatMap(ScheduleView::note).orElse(""));
    }

    private boolean isSkipped() {
        return schedule.filter(ScheduleView::skips).isPresent();
    }

    private void change(VmView vm) {
        new ScheduleDialog(vm, schedule.map(ScheduleView::schedule), lasting).open();
    }

    /** While it is off, others of the project may run with that. */
    private String saves(VmView vm, ScheduleView s) {
        Duration off =
                Duration.ofHours(s.hoursOff() * MONTH_DAYS / Duration.ofDays(7).toDays());
        return "Off for " + s.hoursOff() + " of " + WEEK_HOURS + " hours a week: so long "
                + Dimension.RUNNING_VCPUS.show(vm.resources().vcpus()) + " and "
                + Dimension.RUNNING_MEMORY_MIB.show(vm.resources().memoryMib()) + " are free"
                + lasting.running(vm, off)
                        .map(cost -> ", which saves " + cost + " in " + MONTH_DAYS + " days")
                        .orElse("")
                + ".";
    }
}
