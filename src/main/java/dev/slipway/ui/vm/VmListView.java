package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
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
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.live.QuotaChanges;
import dev.slipway.ui.request.Granted;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.VirtualMachines;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;

/** The project's VMs and what may still be used. */
@Route("")
@PageTitle("My VMs · Slipway")
@PermitAll
public class VmListView extends Page {
    private final VirtualMachines machines;
    private final Actors actors;
    private final QuotaBars quota = new QuotaBars();
    private final GrantHints hints = new GrantHints();
    private final RouterLink bin = new RouterLink("Recycle bin", RecycleBinView.class);
    private final Granted granted;

    VmListView(
            VirtualMachines machines,
            VmReader reader,
            Actors actors,
            CurrentProject current,
            VmActions actions,
            Granted granted,
            LiveScreens live) {
        this.machines = machines;
        this.granted = granted;
        this.actors = actors;
        fillHeight();
        Optional<ProjectView> project = current.get();
        if (project.isEmpty()) {
            add(new EmptyState(
                    VaadinIcon.GROUP,
                    "Nobody has added you yet",
                    "Ask the manager of your team, or an administrator, to add you; then load this page again."));
            return;
        }
        ProjectView shown = project.get();
        VmTable table = new VmTable(machines, reader, actors, shown, actions);
        add(header(shown), quota, hints, toolbar(table), table, table.announcements());
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.DESKTOP,
                "No VMs to show",
                "Launch one: pick an image and a size, and a minute later you work on its screen. If you searched,"
                        + " nothing matches.",
                launchButton()));
        showQuota(shown);
        showBin(shown);
        live.follow(this, c -> concerns(c, shown), changes -> {
            table.changed(changes);
            if (changes.stream().anyMatch(c -> c.topic() == Topic.QUOTA)) {
                showQuota(shown);
            }
            if (changes.stream().anyMatch(c -> c.topic() == Topic.VM)) {
                showBin(shown);
            }
        });
    }

    private static boolean concerns(Change change, ProjectView project) {
        return QuotaChanges.concern(change, project)
                || project.id().equals(change.project())
                        && (change.topic() == Topic.VM || change.topic() == Topic.OPERATION);
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

    private PageHeader header(ProjectView project) {
        return new PageHeader("My VMs", project.heading(), Shortcut.on("n", launchButton()));
    }

    private static Button launchButton() {
        Button launch = new Button(
                "New VM",
                VaadinIcon.PLUS.create(),
                e -> e.getSource().getUI().ifPresent(ui -> ui.navigate(LaunchView.class)));
        launch.addThemeVariants(ButtonVariant.PRIMARY);
        return launch;
    }

    private Div toolbar(VmTable table) {
        var search = Shortcut.on("/", new SearchField("Search VMs", "Search name or address", table::search));
        Span count = table.count();
        count.addClassName("count");
        Div toolbar = new Div(search, table.statusFilter(), bin, count);
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }
}
