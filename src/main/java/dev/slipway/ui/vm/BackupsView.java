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
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.backup.BackupAction;
import dev.slipway.vm.backup.BackupView;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.Set;

/** The project's backups, also those of VMs that have gone. */
@Route("backups")
@PageTitle("Backups · Slipway")
@PermitAll
public class BackupsView extends Page {
    private static final Set<Topic> CHANGES = Set.of(Topic.BACKUP, Topic.VM);

    BackupsView(CurrentProject current, BackupActions actions, LiveScreens live) {
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
        Table<BackupView> table = table(actions);
        table.show(actions.in(shown.id()), BackupView::id);
        add(
                new PageHeader(
                        "Backups",
                        shown.heading()
                                + ": what is kept of VMs' own disks. They stay when their VM is deleted, until they are deleted"
                                + " too."),
                table);
        live.follow(
                this,
                change -> CHANGES.contains(change.topic()) && shown.id().equals(change.project()),
                changes -> table.show(actions.in(shown.id()), BackupView::id));
    }

    private static Table<BackupView> table(BackupActions actions) {
        Table<BackupView> table = new Table<>();
        table.main("VM", BackupsView::vm, backup -> facts(backup, actions));
        table.wide("Made", backup -> new TimeAgo(backup.createdAt()));
        table.wide("How", backup -> new Span(backup.consistency().words()));
        table.wide("Size", BackupsPanel::facts);
        table.wide("By", backup -> new Span(backup.madeBy()));
        table.wide("File", backup -> download(backup, actions));
        table.actions(backup -> new BackupRowActions(backup, actions));
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.ARCHIVE,
                "No backups yet",
                "On a VM's page you can back it up, whether it runs or not.",
                new RouterLink("My VMs", VmListView.class)));
        return table;
    }

    private static Component vm(BackupView backup) {
        return backup.vmIsThere()
                ? new RouterLink(backup.vmName(), VmPage.class, VmPage.of(backup.vm()))
                : new Span(backup.vmName() + " (gone)");
    }

    private static Component facts(BackupView backup, BackupActions actions) {
        return new Span(
                new TimeAgo(backup.createdAt()),
                new Span(" · "),
                BackupsPanel.facts(backup),
                download(backup, actions));
    }

    private static Component download(BackupView backup, BackupActions actions) {
        return BackupActions.whyNot(BackupAction.EXPORT, backup)
                .<Component>map(why -> {
                    Span none = new Span("–");
                    none.setTitle(why);
                    return none;
                })
                .orElseGet(() -> actions.download(backup));
    }
}
