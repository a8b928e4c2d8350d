package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.metrics.Idle;
import dev.slipway.quota.Dimension;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says of a VM that nobody seems to need what it costs, and what to do. Not there for any other. */
class IdleHint extends Div {
    private static final Duration MONTH = Duration.ofDays(30);

    private final Lasting lasting;

    IdleHint(Lasting lasting) {
        this.lasting = lasting;
        addClassNames("sw-notice", "info");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(VmView vm) {
        removeAll();
        var idle = Optional.ofNullable(lasting.idle(List.of(vm)).get(vm.id()));
        setVisible(idle.isPresent());
        idle.ifPresent(
                seen -> add(
                        new Span("It seems idle since "),
                        new TimeAgo(seen.since()),
                        new Span(
                                ": all that time it used less than " + Idle.CORE_PERCENT
                                        + " % of a core and hardly any network. While it is on it holds "
                                        + Dimension.RUNNING_VCPUS.show(
                                                vm.resources().vcpus()) + " and "
                                        + Dimension.RUNNING_MEMORY_MIB.show(
                                                vm.resources().memoryMib())
                                        + lasting.running(vm, MONTH)
                                                .map(cost -> ", and costs " + cost + " in " + MONTH.toDays() + " days")
                                                .orElse("")
                                        + ". Shut it down, turn it off at night by a power schedule, or delete it if nobody needs it.")));
    }
}
