package dev.slipway.ui.vm;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Change;
import dev.slipway.ui.component.ActivityFeed;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.OperationProgress;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.console.ConsoleView;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.metrics.MetricPlots;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;

/** One VM: its state and why, what can be done with it, what is being done, and what was. */
@Route("vms/:vm")
@PermitAll
public class VmPage extends Page implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {
    private static final int FEED_LENGTH = 20;
    private static final String CONSOLE = "console";

    private final VirtualMachines machines;
    private final VmReader reader;
    private final AuditTrail audit;
    private final Actors actors;
    private final VmHeader header;
    private final OperationProgress progress = new OperationProgress();
    private final StopMove stop;
    private final IdleHint idle;
    private final WaitingSizeNotice waiting;
    private final Facts facts = new Facts();
    private final DrivesPanel drives;
    private final DisksPanel disks;
    private final NicsPanel nics;
    private final SnapshotsPanel snapshots;
    private final BackupsPanel backups;
    private final VmUse use;
    private final MetricPlots plots;
    private final ActivityFeed feed = new ActivityFeed();
    private int feedLength = FEED_LENGTH;
    private boolean toConsole;
    private final Button older = new Button("Show older", e -> {
        feedLength += FEED_LENGTH;
        reload();
    });
    private final VmChoices choices;
    private volatile Optional<VmView> shown = Optional.empty();

    VmPage(
            VirtualMachines machines,
            VmReader reader,
            AuditTrail audit,
            Actors actors,
            VmActions actions,
            DiskActions further,
            NicActions cards,
            DiscActions discs,
            SnapshotActions kept,
            BackupActions filed,
            Resizing resizing,
            VmUse use,
            Lasting lasting,
            LiveScreens live,
            Clock clock) {
        this.use = use;
        this.plots = new MetricPlots(live, clock);
        this.machines = machines;
        this.reader = reader;
        this.audit = audit;
        this.actors = actors;
        this.choices = new VmChoices(actions, lasting);
        this.idle = new IdleHint(lasting);
        this.waiting = new WaitingSizeNotice(resizing);
        this.header = new VmHeader(actions);
        this.stop = new StopMove(actions);
        this.disks = new DisksPanel(further);
        this.nics = new NicsPanel(cards);
        this.drives = new DrivesPanel(discs);
        this.snapshots = new SnapshotsPanel(kept);
        this.backups = new BackupsPanel(filed);
        Div activity = panel("Activity");
        older.addThemeVariants(ButtonVariant.TERTIARY);
        activity.add(feed, older);
        Div column = new Div(disks, nics, snapshots, backups, drives, activity);
        column.addClassName("sw-column");
        Div made = panel("Facts");
        made.add(facts);
        Div columns = new Div(made, column);
        columns.addClassName("sw-columns");
        Div overTime = panel("Use over time");
        overTime.add(plots);
        add(header, progress, stop, waiting, idle, columns, overTime);
        live.follow(this, this::concerns, changes -> reload());
    }

    /** The address of a VM's page. */
    public static RouteParameters of(VmId vm) {
        return new RouteParameters("vm", vm.toString());
    }

    /** For one who is to work on its screen as soon as there is one. */
    static QueryParameters thenConsole() {
        return QueryParameters.of(CONSOLE, "open");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String vm = event.getRouteParameters().get("vm").orElse("");
        show(machines.get(VmId.parse(vm), actors.current()));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var wished = event.getLocation().getQueryParameters().getSingleParameter(CONSOLE);
        if (wished.isPresent()) {
            toConsole = true;
            // Whoever comes back later is not sent away again.
            UI.getCurrent()
                    .getPage()
                    .getHistory()
                    .replaceState(null, new Location(event.getLocation().getPath()));
            // It may run already: a launch can be faster than a page.
            reload();
        }
    }

    @Override
    public String getPageTitle() {
        return shown.map(VmView::name).orElse("VM") + " · Slipway";
    }

    /** Runs on the feed's thread: looks at ids only. */
    private boolean concerns(Change change) {
        return shown.filter(vm -> switch (change.topic()) {
                    case VM -> change.id().equals(vm.id().value());
                    case OPERATION ->
                        vm.operation()
                                .filter(o -> o.id().value().equals(change.id()))
                                .isPresent();
                    // To which VM it is attached by now is for the next look to say.
                    case DISK, BACKUP ->
                        Objects.equals(change.project(), vm.scope().project());
                    case QUOTA, REQUEST, IMAGE, HOST, CAPACITY, PROJECT, ACCESS, NOTIFICATION -> false;
                })
                .isPresent();
    }

    /** Once there is a screen, for one who waits for it. */
    private void openConsole(VmView vm) {
        if (toConsole && !vm.refusedActions().containsKey(VmAction.CONSOLE)) {
            toConsole = false;
            getUI().ifPresent(ui -> ui.navigate(ConsoleView.class, ConsoleView.of(vm.id())));
        }
    }

    private void reload() {
        shown.ifPresent(vm -> reader.find(vm.id()).ifPresentOrElse(this::showNow, () -> showGone(vm)));
    }

    private void showNow(VmView vm) {
        show(vm);
        openConsole(vm);
    }

    private void show(VmView vm) {
        shown = Optional.of(vm);
        header.show(vm);
        progress.show(vm.operation());
        stop.show(vm.operation());
        waiting.show(vm);
        idle.show(vm);
        facts.show(VmFacts.of(vm, reader, choices.show(vm)));
        disks.show(vm);
        nics.show(vm);
        drives.show(vm);
        snapshots.show(vm);
        backups.show(vm);
        plots.show(use.of(vm), vm.resources().vcpus(), 0);
        var entries = audit.ofTarget(vm.id().value(), vm.scope(), PageRequest.of(0, feedLength), actors.current());
        feed.show(entries.getContent());
        older.setVisible(entries.hasNext());
    }

    private void showGone(VmView vm) {
        removeAll();
        add(new EmptyState(
                VaadinIcon.TRASH,
                vm.name() + " is deleted",
                "Its own disk and its definition are gone from the host, and its quota is back where it was. Disks that"
                        + " were attached to it, and its backups, stay in the project.",
                new Anchor("", "Back to my VMs")));
    }

    private static Div panel(String title) {
        Div panel = new Div(new H2(title));
        panel.addClassName("sw-panel");
        return panel;
    }
}
