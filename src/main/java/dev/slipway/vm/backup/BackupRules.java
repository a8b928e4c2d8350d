package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.tenant.Suspensions.Halt;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be asked of a backup in which state, and the sentence why not. Screens disable by the same rule that refuses. */
@Component
class BackupRules {
    static final String MAKING = "It is still being made. Wait until that has ended.";

    private final VmRules vms;

    BackupRules(VmRules vms) {
        this.vms = vms;
    }

    /** @param vm that it is of, if that is still in its project */
    Map<BackupAction, String> refused(BackupRow backup, Optional<VmRow> vm, boolean checking, Halt halt, Actor actor) {
        var refused = new EnumMap<BackupAction, String>(BackupAction.class);
        for (var action : BackupAction.values()) {
            actor.whyNot(Permission.VM_BACKUP, backup.scope())
                    .or(() -> action == BackupAction.RESTORE_AS_NEW
                            ? actor.whyNot(Permission.VM_LAUNCH, backup.scope())
                            : Optional.empty())
                    .or(() -> whyHalted(action, halt))
                    .or(() -> checking ? whyChecking(action) : Optional.empty())
                    .or(() -> whyNot(action, backup, vm).map(Conflict::sentence))
                    .ifPresent(sentence -> refused.put(action, sentence));
        }
        return refused;
    }

    private static Optional<String> whyChecking(BackupAction action) {
        return switch (action) {
            case CHECK, DELETE -> Optional.of("It is just being checked. Wait until that has ended.");
            case RESTORE, RESTORE_AS_NEW, EXPORT -> Optional.empty();
        };
    }

    private static Optional<String> whyHalted(BackupAction action, Halt halt) {
        return switch (action) {
            case RESTORE, RESTORE_AS_NEW -> halt.nothingNew();
            case CHECK, EXPORT, DELETE -> Optional.empty();
        };
    }

    /** @param vm that it is of, if that is still in its project @throws Conflict if its state, or its VM's, does not allow it */
    void require(BackupAction action, BackupRow backup, Optional<VmRow> vm) {
        whyNot(action, backup, vm).ifPresent(refusal -> {
            throw refusal;
        });
    }

    private Optional<Conflict> whyNot(BackupAction action, BackupRow backup, Optional<VmRow> vm) {
        if (backup.state() == BackupState.MAKING) {
            return no("busy", MAKING);
        }
        return switch (action) {
            case RESTORE -> whyBroken(backup).or(() -> whyNotInto(backup, vm));
            case RESTORE_AS_NEW -> whyBroken(backup);
            case CHECK, EXPORT, DELETE -> Optional.empty();
        };
    }

    private static Optional<Conflict> whyBroken(BackupRow backup) {
        return backup.broken() ? Optional.of(BackupFiles.damaged(backup)) : Optional.empty();
    }

    private Optional<Conflict> whyNotInto(BackupRow backup, Optional<VmRow> vm) {
        if (vm.isEmpty()) {
            return no("vm-gone", "Its VM is not in this project any more. Restore it as a new VM.");
        }
        var not = vms.whyNot(VmAction.RESTORE_BACKUP, vm.get());
        if (not.isPresent()) {
            return not;
        }
        if (vm.get().image().firmware() != backup.facts().image().firmware()) {
            return no(
                    "backup-does-not-fit",
                    "It starts by " + backup.facts().image().firmware().words() + ", and its VM by "
                            + vm.get().image().firmware().words() + " now. Restore it as a new VM.");
        }
        return backup.facts().resources().diskMib() > vm.get().resources().diskMib()
                ? no(
                        "backup-does-not-fit",
                        "Its disk is larger than the one that its VM has now. Make that larger first, or restore it as a new"
                                + " VM.")
                : Optional.empty();
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
