package dev.slipway.ui.vm;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.identity.Actors;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.Optional;
import java.util.Set;

/** What is in the recycle bin: what each holds, and until when. */
class BinTable extends Table<VmView> {
    BinTable(VirtualMachines machines, Actors actors, ProjectView project, VmActions actions) {
        VmQuery query = query(project);
        main("Name", vm -> new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.id())), BinTable::purge)
                .setSortProperty("name")
                .setKey("name");
        wide("Deleted", vm -> moment(vm.binned().map(VmView.Binned::since).map(TimeAgo::new)));
        wide("For good", BinTable::purge);
        wide("Holds", vm -> new Span("1 VM · " + Sizing.of(vm.resources())));
        wide("Owner", vm -> new Span(vm.ownerName()));
        actions(vm -> new VmRowActions(vm, actions));
        setDataProvider(new PagedRows<>(wanted -> machines.list(query, wanted, actors.current()), VmView::id));
        setEmptyStateComponent(new EmptyState(
                VaadinIcon.TRASH,
                "Nothing is in the recycle bin",
                "What you delete is kept here for some days, so that you can have it back.",
                new RouterLink("Back to my VMs", VmListView.class)));
    }

    static VmQuery query(ProjectView project) {
        return new VmQuery(project.id(), Optional.empty(), Set.of(VmStatus.BINNED));
    }

    private static Component purge(VmView vm) {
        return moment(vm.binned().map(VmView.Binned::purgeAt).map(TimeAgo::new));
    }

    /** One that has left the bin in this moment has none. */
    private static Component moment(Optional<TimeAgo> at) {
        return at.<Component>map(time -> time).orElseGet(() -> new Span("–"));
    }
}
