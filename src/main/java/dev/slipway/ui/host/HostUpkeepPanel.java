package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.identity.Permission;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.OperationProgress;
import dev.slipway.vm.fleet.HostLoad;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;

/** How far the emptying of a host is, and the way out of it. Not to be seen while nothing of the kind is done. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
@Order(5)
class HostUpkeepPanel extends HostPanel {
    private final HostScreenParts parts;
    private final OperationProgress progress = new OperationProgress();
    private final Paragraph words = new Paragraph();
    private final ActionButton stop;
    private final ActionButton end;
    private Optional<HostView> host = Optional.empty();
    private volatile Optional<OperationView> operation = Optional.empty();

    HostUpkeepPanel(HostScreenParts parts) {
        super("Maintenance");
        this.parts = parts;
        addClassNames("wide", "sw-upkeep");
        stop = new ActionButton(
                "Stop emptying it",
                () -> operation.ifPresent(
                        o -> parts.operations().cancel(o.id(), parts.actors().current())));
        end = new ActionButton(
                "End maintenance",
                () -> host.ifPresent(
                        h -> parts.maintenance().end(h.id(), parts.actors().current())));
        add(words, progress, stop, end);
        setVisible(false);
    }

    @Override
    void show(HostLoad load) {
        HostView now = load.host();
        host = Optional.of(now);
        operation = parts.maintenance().underWay(now.id(), parts.actors().current());
        boolean maintained = now.state() == HostState.MAINTENANCE;
        setVisible(maintained || operation.isPresent());
        words.setText(
                maintained
                        ? "Nothing runs on this host, and nothing can be started there. The machine may be worked on, or be"
                                + " switched off."
                        : "Its VMs are being moved to other hosts. Nothing new comes here, and no VM is stopped.");
        progress.show(operation);
        Optional<String> whyNot =
                parts.actors().current().whyNot(Permission.HOST_EDIT, dev.slipway.identity.Scope.PLATFORM);
        stop.refuse(whyNot);
        end.refuse(whyNot);
        stop.setVisible(operation.isPresent());
        end.setVisible(maintained && operation.isEmpty());
    }

    @Override
    boolean concerns(Change change) {
        return change.topic() == Topic.OPERATION
                && operation.filter(o -> o.id().value().equals(change.id())).isPresent();
    }
}
