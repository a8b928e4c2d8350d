package dev.slipway.ui.host;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.vm.VmPage;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import dev.slipway.vm.fleet.HostedVm;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** The VMs that have their place on a host. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(30)
class HostVmsPanel extends HostPanel {
    private final Fleet fleet;
    private final Actors actors;
    private final Table<HostedVm> table = new Table<>();
    private final PagedRows<HostedVm> rows = new PagedRows<>(this::read, HostedVm::id);
    private Optional<HostId> host = Optional.empty();

    HostVmsPanel(Fleet fleet, Actors actors) {
        super("VMs");
        this.fleet = fleet;
        this.actors = actors;
        addClassName("wide");
        table.main("Name", HostVmsPanel::name, vm -> StateBadge.of(vm.status()));
        table.wide("State", vm -> StateBadge.of(vm.status()));
        table.wide("Owner", vm -> new Span(vm.owner()));
        table.wide("Size", vm -> new Span(Sizing.of(vm.resources())));
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.DESKTOP, "No VMs here", "Nothing has its place on this host."));
        table.setDataProvider(rows);
        add(table);
    }

    @Override
    void show(HostLoad load) {
        host = Optional.of(load.host().id());
        table.setAllRowsVisible(load.vms() <= 10);
        rows.refreshAll();
    }

    @Override
    boolean concerns(Change change) {
        return change.topic() == Topic.VM;
    }

    private Page<HostedVm> read(PageRequest wanted) {
        return host.map(h -> fleet.vms(h, wanted, actors.current())).orElseGet(() -> Page.empty(wanted));
    }

    private static Component name(HostedVm vm) {
        Span whose = new Span(vm.tenant() + " · " + vm.project());
        whose.addClassName("sw-quiet");
        return new Div(new Div(new RouterLink(vm.name(), VmPage.class, VmPage.of(vm.id()))), whose);
    }
}
