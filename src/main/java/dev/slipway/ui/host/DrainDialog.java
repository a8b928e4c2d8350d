package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.host.HostView;
import dev.slipway.vm.drain.DrainPlan;
import dev.slipway.vm.drain.DrainPlan.Fate;
import dev.slipway.vm.drain.DrainPlan.Line;
import java.util.Comparator;
import java.util.Optional;

/** What would become of each VM, before anything is done. */
class DrainDialog extends Dialog {
    private final HostView host;
    private final HostScreenParts parts;
    private final Checkbox stoppedToo = new Checkbox("Move those that are off, too", true);
    private final Div plan = new Div();

    DrainDialog(HostView host, HostScreenParts parts, Runnable done) {
        this.host = host;
        this.parts = parts;
        setHeaderTitle("Empty " + host.name() + " for maintenance");
        addClassName("sw-drain-dialog");
        Button empty = new Button("Empty it", e -> {
            parts.maintenance()
                    .drain(host.id(), stoppedToo.getValue(), parts.actors().current());
            close();
            done.run();
        });
        empty.addThemeVariants(ButtonVariant.PRIMARY);
        stoppedToo.addValueChangeListener(e -> show());
        add(
                new Paragraph(
                        "Nothing new comes to the host from then on. Running VMs go while they run; none is ever stopped"
                                + " for it. It can be given up at any time: what has gone by then stays where it is."),
                stoppedToo,
                plan);
        getFooter().add(new Button("Not now", e -> close()), empty);
        show();
    }

    private void show() {
        DrainPlan found = parts.maintenance()
                .plan(host.id(), stoppedToo.getValue(), parts.actors().current());
        plan.removeAll();
        plan.add(new Paragraph(summary(found)));
        if (!found.lines().isEmpty()) {
            UnorderedList lines = new UnorderedList();
            lines.addClassName("sw-verdicts");
            // What somebody has to do something about comes first.
            found.lines().stream()
                    .sorted(Comparator.comparing(line -> line.fate() != Fate.BLOCKED))
                    .forEach(line -> lines.add(line(line)));
            plan.add(lines);
        }
    }

    private static String summary(DrainPlan plan) {
        if (plan.lines().isEmpty()) {
            return "It has no VMs: it is in maintenance as soon as the host itself shows that nothing runs there.";
        }
        long stay = plan.count(Fate.STAYS);
        long waited = plan.count(Fate.WAITED_FOR);
        long blocked = plan.count(Fate.BLOCKED);
        return vms(plan.count(Fate.MOVES_RUNNING), "running") + " and " + vms(plan.count(Fate.MOVES_STOPPED), "stopped")
                + " would go, as it looks right now."
                + (stay == 0 ? "" : " " + stay + (stay == 1 ? " that is off stays." : " that are off stay."))
                + (waited == 0 ? "" : " " + waited + (waited == 1 ? " is waited for." : " are waited for."))
                + (blocked == 0
                        ? ""
                        : " " + blocked + " cannot: the host is not in maintenance before you have changed that.");
    }

    private static String vms(long count, String kind) {
        return count + " " + kind + (count == 1 ? " VM" : " VMs");
    }

    private static Component line(Line line) {
        Span name = new Span(line.name());
        name.addClassName("name");
        Span place = new Span(line.place());
        place.addClassName("sw-quiet");
        Div who = new Div(name, place);
        who.addClassName("who");
        Span fate = new Span(words(line));
        if (line.fate() == Fate.BLOCKED) {
            fate.addClassName("sw-trouble");
        }
        ListItem item = new ListItem(who, fate);
        item.addClassName("suitable");
        return item;
    }

    private static String words(Line line) {
        String why = line.why().orElse("");
        return switch (line.fate()) {
            case MOVES_RUNNING -> "goes to " + line.to().orElse("another host") + " while it runs";
            case MOVES_STOPPED -> "goes to " + line.to().orElse("another host") + " with its disk";
            case STAYS ->
                Optional.of(why)
                        .filter(w -> !w.isEmpty())
                        .map(w -> "is off and stays. " + w)
                        .orElse("is off and stays; it cannot be started before the end of the maintenance");
            case WAITED_FOR -> "is waited for. " + why;
            case BLOCKED -> "cannot go. " + why;
        };
    }
}
