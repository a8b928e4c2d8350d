package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.disk.DiskState;
import dev.slipway.vm.disk.DiskView;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;

/** The project's disks besides those that its VMs start from, attached or not. */
@Route("disks")
@PageTitle("Disks · Slipway")
@PermitAll
public class DisksView extends Page {
    private static final Set<Topic> CHANGES = Set.of(Topic.DISK, Topic.VM);

    DisksView(CurrentProject current, DiskActions actions, LiveScreens live) {
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
        Table<DiskView> table = table(actions);
        table.show(actions.in(shown.id()), DiskView::id);
        add(
                new PageHeader(
                        "Disks",
                        shown.heading()
                                + ": disks besides those that VMs start from. Each holds its quota, attached or not, until it"
                                + " is deleted."),
                table);
        live.follow(
                this,
                change -> CHANGES.contains(change.topic()) && shown.id().equals(change.project()),
                changes -> table.show(actions.in(shown.id()), DiskView::id));
    }

    private static Table<DiskView> table(DiskActions actions) {
        Table<DiskView> table = new Table<>();
        table.main("Name", disk -> new Span(disk.name()), DisksView::facts);
        table.wide("Size", disk -> new Span(Sizing.mib(disk.sizeMib())));
        table.wide("Attached to", DisksView::place);
        table.wide("State", disk -> new Span(disk.state().words()));
        table.wide("Owner", disk -> new Span(disk.owner()));
        table.wide("Made", disk -> new TimeAgo(disk.createdAt()));
        table.actions(disk -> new DiskRowActions(disk, actions));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.HARDDRIVE,
                "No disks yet",
                "A VM has a disk of its own, which goes with it. On its page you can add others, which stay.",
                new RouterLink("My VMs", VmListView.class)));
        return table;
    }

    private static Component facts(DiskView disk) {
        Span facts = new Span(new Span(Sizing.mib(disk.sizeMib()) + " · "), place(disk));
        if (disk.state() != DiskState.READY) {
            facts.add(new Span(" · " + disk.state().words()));
        }
        return facts;
    }

    private static Component place(DiskView disk) {
        return disk.vm()
                .<Component>map(vm -> new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.id())))
                .orElseGet(() -> new Span("no VM"));
    }
}
