package dev.slipway.ui.host;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.audit.OperationsTable;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.fleet.HostLoad;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;

/** What is being done with a host and the VMs on it, and how it went. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(50)
class HostOperationsPanel extends HostPanel {
    private final Fleet fleet;
    private final Actors actors;
    private final OperationsTable table;
    private Optional<HostId> host = Optional.empty();

    HostOperationsPanel(Fleet fleet, Actors actors) {
        super("Operations");
        this.fleet = fleet;
        this.actors = actors;
        addClassName("wide");
        table = new OperationsTable(
                this::read,
                new EmptyState(VaadinIcon.COG, "Nothing yet", "What is done with this host and its VMs shows here."));
        table.setHeight("22rem");
        add(table);
    }

    @Override
    void show(HostLoad load) {
        host = Optional.of(load.host().id());
        table.reload();
    }

    @Override
    boolean concerns(Change change) {
        return change.topic() == Topic.OPERATION;
    }

    private Page<OperationView> read(PageRequest wanted) {
        return host.map(h -> fleet.operations(h, wanted, actors.current())).orElseGet(() -> Page.empty(wanted));
    }
}
