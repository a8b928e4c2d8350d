package dev.slipway.vm.move;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.work.VmHosts;
import java.util.List;

/** One VM between two hosts, as a step sees it. @param here the row as on the host that it leaves; @param there as on the other */
public record Journey(Migration migration, VmRow here, VmRow there, Hypervisor source, Hypervisor destination) {

    /** The way back. */
    Journey reversed() {
        var back =
                new Migration(migration.vm(), migration.to(), migration.from(), migration.live(), migration.shared());
        return new Journey(back, there, here, destination, source);
    }

    /** What it said on its serial line does not go with it: that is kept by the host that it ran on. */
    static List<VolumeRef> volumes(VmHosts hosts, VmRow vm) {
        return vm.image().cloudInit()
                ? List.of(hosts.disk(vm), hosts.seed(vm), hosts.serialLog(vm))
                : List.of(hosts.disk(vm), hosts.serialLog(vm));
    }
}
