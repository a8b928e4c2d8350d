package dev.slipway.ui.vm;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A VM's name, state and reason, and its actions. The buttons stay; what they may do changes. */
class VmHeader extends Div {
    private final H1 name = new H1();
    private final StateBadge badge = StateBadge.of(VmStatus.UNKNOWN);
    private final Span since = new Span();
    private final Span reason = new Span();
    private final Span outside = new Span();
    private final Map<VmAction, ActionButton> buttons = new EnumMap<>(VmAction.class);
    private Optional<VmView> shown = Optional.empty();

    VmHeader(VmActions actions) {
        RouterLink back = new RouterLink("← My VMs", VmListView.class);
        back.addClassName("sw-back");
        Div state = new Div(badge, since);
        state.addClassName("sw-vm-state");
        state.getElement().setAttribute("aria-live", "polite");
        Div titles = new Div(back, name, state);
        titles.addClassName("titles");
        Div row = new Div(titles, buttons(actions));
        row.addClassName("sw-page-header");
        reason.addClassName("sw-notice");
        reason.getElement().setAttribute("role", "status");
        outside.addClassName("sw-notice");
        outside.getElement().setAttribute("role", "status");
        outside.setVisible(false);
        since.addClassName("sw-quiet");
        addClassName("sw-vm-header");
        add(row, reason, outside);
    }

    void show(VmView vm) {
        shown = Optional.of(vm);
        name.setText(vm.name());
        badge.show(vm.status());
        since.removeAll();
        since.add(new Span("since "), new TimeAgo(vm.statusSince()));
        reason.setText(vm.statusReason().orElse(""));
        reason.setVisible(vm.statusReason().isPresent());
        reason.setClassName(
                "bad", Set.of(VmStatus.FAILED, VmStatus.LOST, VmStatus.CRASHED).contains(vm.status()));
        reason.setClassName(
                "info",
                Set.of(VmStatus.STOPPED, VmStatus.RUNNING, VmStatus.BINNED, VmStatus.HIBERNATED)
                        .contains(vm.status()));
        outside.setText(vm.outside().orElse(""));
        outside.setVisible(vm.outside().isPresent());
        buttons.forEach((action, button) -> {
            button.refuse(Optional.ofNullable(vm.refusedActions().get(action)));
            button.setVisible(VmActions.isShown(action, vm));
        });
    }

    private Div buttons(VmActions actions) {
        Div row = new Div();
        row.addClassName("actions");
        for (VmAction action : actions.offered()) {
            ActionButton button = new ActionButton(
                    action.words(),
                    VmActions.icon(action).create(),
                    () -> shown.ifPresent(vm -> actions.run(action, vm)));
            button.addThemeVariants(variant(action));
            buttons.put(action, button);
        }
        row.add(buttons.get(VmAction.CONSOLE));
        buttons.forEach((action, button) -> {
            if (action != VmAction.CONSOLE) {
                row.add(button);
            }
        });
        return row;
    }

    private static ButtonVariant[] variant(VmAction action) {
        return switch (action) {
            case CONSOLE -> new ButtonVariant[] {ButtonVariant.PRIMARY};
            case DELETE, DELETE_FOR_GOOD -> new ButtonVariant[] {ButtonVariant.ERROR};
            case START,
                    SHUTDOWN,
                    REBOOT,
                    RESET,
                    PAUSE,
                    RESUME,
                    FORCE_OFF,
                    SET_PASSWORD,
                    CHANGE_DISC,
                    ATTACH_DISK,
                    DETACH_DISK,
                    GROW_DISK,
                    GROW_OWN_DISK,
                    MOVE,
                    MIGRATE,
                    RESTORE,
                    UNDELETE,
                    PROMOTE,
                    REBUILD,
                    RESIZE,
                    SNAPSHOT,
                    REVERT,
                    DELETE_SNAPSHOT,
                    TAG,
                    ADD_NIC,
                    REMOVE_NIC,
                    SET_LINK,
                    CLONE,
                    HIBERNATE,
                    RESCUE,
                    LEAVE_RESCUE,
                    BACKUP,
                    RESTORE_BACKUP -> new ButtonVariant[0];
        };
    }
}
