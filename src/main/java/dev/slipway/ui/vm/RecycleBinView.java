package dev.slipway.ui.vm;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.live.Topic;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.QuotaBars;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.vm.VirtualMachines;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** The project's VMs that are deleted and can still be restored, and the quota that they hold. */
@Route("recycle-bin")
@PageTitle("Recycle bin · Slipway")
@PermitAll
public class RecycleBinView extends Page {
    RecycleBinView(
            VirtualMachines machines, Actors actors, CurrentProject current, VmActions actions, LiveScreens live) {
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
        QuotaBars quota = new QuotaBars();
        quota.show(machines.quota(shown.id(), actors.current()));
        BinTable table = new BinTable(machines, actors, shown, actions);
        RouterLink back = new RouterLink("← My VMs", VmListView.class);
        back.addClassName("sw-back");
        add(
                back,
                new PageHeader(
                        "Recycle bin",
                        shown.heading()
                                + ": VMs that were deleted. They are off, and hold their quota until they are deleted for good."),
                quota,
                table);
        live.follow(this, change -> change.topic() == Topic.VM && shown.id().equals(change.project()), changes -> {
            table.getDataProvider().refreshAll();
            quota.show(machines.quota(shown.id(), actors.current()));
        });
    }
}
