package dev.slipway.ui.vm;

import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import java.util.Optional;
import java.util.stream.Stream;

/** A row's likeliest action as a button, and all of them in a menu, where those that are not possible say why. */
class VmRowActions extends RowMenu {
    VmRowActions(VmView vm, VmActions actions) {
        super(vm.name());
        likeliest(vm)
                .ifPresent(action -> button(VmActions.icon(action), action.words(), () -> actions.run(action, vm)));
        for (VmAction action : actions.offered()) {
            if (VmActions.isShown(action, vm)) {
                item(
                        action.words(),
                        Optional.ofNullable(vm.refusedActions().get(action)),
                        () -> actions.run(action, vm));
            }
        }
    }

    private static Optional<VmAction> likeliest(VmView vm) {
        return Stream.of(VmAction.START, VmAction.CONSOLE, VmAction.UNDELETE)
                .filter(a -> !vm.refusedActions().containsKey(a))
                .findFirst();
    }
}
