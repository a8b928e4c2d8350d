package dev.slipway.ui.serial;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.serial.BootLogs;
import dev.slipway.vm.serial.SerialText;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** What a VM said on its serial line. Its host is asked beside the page, which never waits for it. */
@Route("vms/:vm/boot-log")
@PermitAll
public class BootLogView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final VirtualMachines machines;
    private final BootLogs logs;
    private final Actors actors;
    private final LiveScreens live;
    private final Anchor name = new Anchor();
    private final BootLogBox box = new BootLogBox(this::again);
    private Optional<VmId> shown = Optional.empty();
    private String title = "VM";
    private Optional<Long> next = Optional.empty();
    private boolean asking;

    BootLogView(VirtualMachines machines, BootLogs logs, Actors actors, LiveScreens live) {
        this.machines = machines;
        this.logs = logs;
        this.actors = actors;
        this.live = live;
        addClassName("sw-console-page");
        name.addClassName("name");
        Div bar = new Div(name, new Span("Boot log"));
        bar.addClassName("sw-console-bar");
        add(bar, box);
    }

    /** The address of a VM's boot log. */
    public static RouteParameters of(VmId vm) {
        return new RouteParameters("vm", vm.toString());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var vm = machines.get(VmId.parse(event.getRouteParameters().get("vm").orElse("")), actors.current());
        shown = Optional.of(vm.id());
        title = vm.name();
        name.setText(vm.name());
        name.setHref("vms/" + vm.id());
        box.named(vm.name());
        again();
    }

    @Override
    public String getPageTitle() {
        return title + " boot log · Slipway";
    }

    /** What is new in it since the last time; the end of it at first. */
    private void again() {
        if (!asking && shown.isPresent()) {
            asking = true;
            var vm = shown.get();
            var place = next;
            var actor = actors.current();
            live.ask(
                    UI.getCurrent(),
                    () -> place.map(from -> logs.from(from, vm, actor)).orElseGet(() -> logs.last(vm, actor)),
                    this::show,
                    this::refused);
        }
    }

    private void show(SerialText said) {
        asking = false;
        if (said.nothingKept().isPresent()) {
            box.note(said.nothingKept().get());
            next = Optional.empty();
            return;
        }
        if (next.filter(place -> said.size() < place).isPresent()) {
            // The older part of it was cut away meanwhile, or all of it: what is there now begins anew.
            next = Optional.empty();
            again();
            return;
        }
        box.put(said, next.isEmpty());
        var further = said.next() < said.size()
                && next.filter(place -> place < said.next()).isPresent();
        next = Optional.of(said.next());
        if (further) {
            again();
        }
    }

    private void refused(Problem problem) {
        asking = false;
        next = Optional.empty();
        box.refuse(problem.sentence());
    }

    /** For tests. */
    String shown() {
        return box.shown();
    }
}
