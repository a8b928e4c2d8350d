package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.disk.DiskRow.Plug;
import dev.slipway.vm.disk.DiskView.AttachedTo;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people see of disks; by as many queries for many as for one. */
@Component
class DiskViews {
    private final VmStore store;
    private final DiskRules rules;
    private final Suspensions suspensions;

    DiskViews(VmStore store, DiskRules rules, Suspensions suspensions) {
        this.store = store;
        this.rules = rules;
        this.suspensions = suspensions;
    }

    /** @param disks of one project */
    List<DiskView> of(List<DiskRow> disks, Actor actor) {
        if (disks.isEmpty()) {
            return List.of();
        }
        var halt = suspensions.of(disks.getFirst().owner().tenant());
        Map<VmId, VmRow> vms =
                store
                        .find(disks.stream()
                                .flatMap(disk -> disk.plug().stream())
                                .map(Plug::vm)
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(VmRow::id, Function.identity()));
        return disks.stream()
                .map(disk -> {
                    var vm = disk.plug().flatMap(plug -> Optional.ofNullable(vms.get(plug.vm())));
                    return new DiskView(
                            disk.id(),
                            disk.name(),
                            disk.sizeMib(),
                            disk.state(),
                            disk.owner().project(),
                            disk.owner().userName(),
                            disk.plug().map(plug -> new AttachedTo(plug.vm(), plug.vmName())),
                            disk.serial(),
                            disk.note(),
                            disk.createdAt(),
                            rules.refused(disk, vm, halt, actor));
                })
                .toList();
    }
}
