package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.Operations;
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
    private final Operations operations;

    BackupViews(VmStore store, BackupRules rules, Suspensions suspensions, Operations operations) {
        this.store = store;
        this.rules = rules;
        this.suspensions = suspensions;
        this.operations = operations;
    }

    /** @param backups of one project */
    List<BackupView> of(List<BackupRow> backups, Actor actor) {
        if (backups.isEmpty()) {
            return List.of();
        }
        var halt = suspensions.of(backups.getFirst().tenant());
        Map<VmId, VmRow> vms = store
                .find(backups.stream().map(BackupRow::vm).distinct().toList())
                .stream()
                .filter(vm -> vm.owner().project().equals(backups.getFirst().project()))
                .collect(Collectors.toMap(VmRow::id, Function.identity()));
        var checks = operations.active(
                backups.stream().map(backup -> backup.id().value()).toList());
        return backups.stream()
                .map(backup -> {
                    boolean checking = checks.containsKey(backup.id().value());
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
                            checking,
                            rules.refused(backup, vm, checking, halt, actor));
                })
                .toList();
    }
}
