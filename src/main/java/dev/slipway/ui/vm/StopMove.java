package dev.slipway.ui.vm;

import com.vaadin.flow.component.html.Div;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.vm.backup.Backups;
import dev.slipway.vm.move.MigrationOptions;
import dev.slipway.vm.promote.Promotions;
import java.util.Optional;

/** The way out of what takes long and can be stopped, for those who may stop it; others need not know that there is one. */
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
                .filter(o -> words(o).isPresent());
        shown.flatMap(this::words).ifPresent(button::setText);
        setVisible(shown.isPresent());
    }

    /** Empty for what this person cannot stop, or nobody. */
    private Optional<String> words(OperationView operation) {
        if (MigrationOptions.isMove(operation) && actions.mayMigrate()) {
            return Optional.of("Stop the move");
        }
        if (Promotions.isPromotion(operation) && actions.mayPromote()) {
            return Optional.of("Stop making the image");
        }
        return Backups.isOfBackup(operation) && actions.mayBackUp()
                ? Optional.of("Stop “" + operation.title() + "”")
                : Optional.empty();
    }
}
