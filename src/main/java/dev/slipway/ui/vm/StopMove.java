package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.MigrationOptions;
import java.util.Optional;

/** The way out of a move to another host, for those who may move; others need not know that there is one. */
class StopMove extends Div {
    private final VmActions actions;
    private Optional<OperationView> move = Optional.empty();

    StopMove(VmActions actions) {
        this.actions = actions;
        addClassName("sw-stop-move");
        add(new ActionButton("Stop the move", () -> move.ifPresent(actions::cancel)));
        setVisible(false);
    }

    void show(Optional<OperationView> operation) {
        move = operation.filter(o -> MigrationOptions.isMove(o)
                && (o.state() == OperationState.QUEUED || o.state() == OperationState.RUNNING));
        setVisible(move.isPresent() && actions.mayMigrate());
    }
}
