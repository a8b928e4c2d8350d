package dev.slipway.console;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.ScreenEndpoint;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.serial.SerialLine;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The screens of our virtual machines. */
@Component
class VmScreens implements Screens {
    private final VirtualMachines machines;

    VmScreens(VirtualMachines machines) {
        this.machines = machines;
    }

    @Override
    public Screen permit(VmId id, Actor actor) {
        var vm = machines.get(id, actor);
        actor.require(Permission.VM_CONSOLE, Permission.VM_READ, vm.scope(), "VM");
        return new Screen(
                vm.name(),
                vm.scope().project(),
                Optional.ofNullable(vm.refusedActions().get(VmAction.CONSOLE)));
    }

    @Override
    public ScreenEndpoint open(VmId id, Actor actor) {
        return machines.openScreen(id, actor);
    }

    @Override
    public SerialLine openSerial(VmId id, Actor actor) {
        return machines.openSerial(id, actor);
    }
}
