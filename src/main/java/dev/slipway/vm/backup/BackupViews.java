package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What people see of backups; by as many queries for many as for one. */
@Component
class BackupViews {
    private final VmStore store;
    private final BackupRules rules;
    private final Suspensions suspensions;

    BackupViews(VmStore store, BackupRules rules, Suspensions suspensions) {
        this.store = store;
        this.rules = rules;
        this.suspensions = suspensions;
    }

    /** @param backups of one project */
    List<BackupView> of(List<BackupRow> backups, Actor actor) {
        if (backups.isEmpty()) {
            return List.of();
        }
        var halt = suspensions.of(backups.getFirst().tenant());
        Map<VmId, VmRow> vms =
                store.find(backups.stream().map(BackupRow::vm).distinct().toList()).stream()
                        .filter(vm -> vm.owner()
                                .project()
                                .equals(backups.getFirst().project()))
                        .collect(Collectors.toMap(VmRow::id, Function.identity()));
        return backups.stream()
                .map(backup -> {
                    var vm = Optional.ofNullable(vms.get(backup.vm()));
                    return new BackupView(
                            backup.id(),
                            backup.vm(),
                            backup.vmName(),
                            vm.isPresent(),
                            backup.project(),
                            backup.state(),
                            backup.consistency(),
                            backup.madeBy(),
                            backup.createdAt(),
                            backup.facts().resources().diskMib(),
                            backup.file(),
                            backup.check(),
                            rules.refused(backup, vm, halt, actor));
                })
                .toList();
    }
}
