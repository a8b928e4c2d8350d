package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.move.MigrationOptions;
import dev.slipway.vm.promote.Promotions;
import java.util.Optional;

/** The way out of a move to another host, and of becoming an image, for those who may do that; others need not know that there is one. */
class StopMove extends Div {
    private final VmActions actions;
    private final ActionButton button;
    private Optional<OperationView> shown = Optional.empty();

    StopMove(VmActions actions) {
        this.actions = actions;
        addClassName("sw-stop-move");
        button = new ActionButton("Stop the move", () -> shown.ifPresent(actions::cancel));
        add(button);
        setVisible(false);
    }

    void show(Optional<OperationView> operation) {
        shown = operation
                .filter(o -> o.state() == OperationState.QUEUED || o.state() == OperationState.RUNNING)
                .filter(o -> isMove(o) || Promotions.isPromotion(o) && actions.mayPromote());
        button.setText(shown.filter(this::isMove).isPresent() ? "Stop the move" : "Stop making the image");
        setVisible(shown.isPresent());
    }

    private boolean isMove(OperationView operation) {
        return MigrationOptions.isMove(operation) && actions.mayMigrate();
    }
}
