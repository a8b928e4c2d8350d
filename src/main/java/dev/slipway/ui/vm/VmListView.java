package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.GrantHints;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.live.QuotaChanges;
import dev.slipway.ui.request.Granted;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.VirtualMachines;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.PageRequest;

/** The project's VMs and what may still be used. What they are filtered by stands in the address. */
@Route("")
@PageTitle("My VMs · Slipway")
@PermitAll
public class VmListView extends Page implements BeforeEnterObserver {
    private final VirtualMachines machines;
    private final Actors actors;
    private final CurrentProject current;
    private final VmListParts parts;
    private final QuotaBars quota = new QuotaBars();
    private final GrantHints hints = new GrantHints();
    private final RouterLink bin = new RouterLink("Recycle bin", RecycleBinView.class);
    private final Granted granted;
    private volatile Optional<FilteredVms> shown = Optional.empty();

    VmListView(
            VirtualMachines machines,
            Actors actors,
            CurrentProject current,
            VmListParts parts,
            Granted granted,
            LiveScreens live) {
        this.machines = machines;
        this.actors = actors;
        this.current = current;
        this.parts = parts;
        this.granted = granted;
        fillHeight();
        live.follow(this, this::concerns, this::changed);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters address = event.getLocation().getQueryParameters();
        // Who has just chosen another project is not sent back to the one of the address.
        if (!event.isRefreshEvent()) {
            var named = VmFilter.project(address);
            current.all().stream()
                    .filter(project -> named.test(project.id()))
                    .findFirst()
                    .ifPresent(project -> current.choose(project, event.getUI()));
        }
        current.get().ifPresentOrElse(project -> show(project, VmFilter.of(address)), this::showNothing);
    }

    private void show(ProjectView project, VmFilter filter) {
        if (shown.filter(vms -> vms.project().id().equals(project.id())).isEmpty()) {
            FilteredVms vms = new FilteredVms(project, parts, bin);
            vms.setEmptyState(new EmptyState(
                    VaadinIcon.DESKTOP,
                    "No VMs to show",
                    "Launch one: pick an image and a size, and a minute later you work on its screen. If you searched,"
                            + " nothing matches.",
                    launchButton()));
            removeAll();
            add(new PageHeader("My VMs", project.heading(), Shortcut.on("n", launchButton())), quota, hints, vms);
            shown = Optional.of(vms);
            showQuota(project);
            showBin(project);
        }
        shown.ifPresent(vms -> vms.show(filter));
    }

    private void showNothing() {
        removeAll();
        shown = Optional.empty();
        add(new EmptyState(
                VaadinIcon.GROUP,
                "Nobody has added you yet",
                "Ask the manager of your team, or an administrator, to add you; then load this page again."));
    }

    /** Runs on the feed's thread: looks at ids only. */
    private boolean concerns(Change change) {
        return shown.map(FilteredVms::project)
                .filter(project -> QuotaChanges.concern(change, project)
                        || project.id().equals(change.project())
                                && (change.topic() == Topic.VM || change.topic() == Topic.OPERATION))
                .isPresent();
    }

    private void changed(Set<Change> changes) {
        shown.ifPresent(vms -> {
            vms.changed(changes);
            if (changes.stream().anyMatch(c -> c.topic() == Topic.QUOTA)) {
                showQuota(vms.project());
            }
            if (changes.stream().anyMatch(c -> c.topic() == Topic.VM)) {
                showBin(vms.project());
            }
        });
    }

    private void showQuota(ProjectView project) {
        quota.show(machines.quota(project.id(), actors.current()));
        hints.show(granted.active(project));
    }

    /** How many are in there, since each of them holds quota. */
    private void showBin(ProjectView project) {
        long there = machines.list(BinTable.query(project), PageRequest.of(0, 1), actors.current())
                .getTotalElements();
        bin.setText(there == 0 ? "Recycle bin" : "Recycle bin (" + there + ")");
    }

    private static Button launchButton() {
        Button launch = new Button(
                "New VM",
                VaadinIcon.PLUS.create(),
                e -> e.getSource().getUI().ifPresent(ui -> ui.navigate(LaunchView.class)));
        launch.addThemeVariants(ButtonVariant.PRIMARY);
        return launch;
    }
}
