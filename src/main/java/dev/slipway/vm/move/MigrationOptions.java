package dev.slipway.vm.move;

import dev.slipway.kernel.HostId;
import dev.slipway.operation.OperationView;
import java.util.List;

/** Where a VM could go, for administrators. @param live whether it would go while it runs; @param hosts the best first */
public record MigrationOptions(boolean live, List<Option> hosts) {
    public MigrationOptions {
        hosts = List.copyOf(hosts);
    }

    /** Whether an operation is such a move, which {@link dev.slipway.operation.Operations#cancel} turns round. */
    public static boolean isMove(OperationView operation) {
        return operation.kind().equals(MigrateVm.KIND) || operation.kind().equals(MoveStoppedVm.KIND);
    }

    /** @param verdict its score, or why it will not do */
    public record Option(HostId host, String name, boolean suitable, String verdict) {}
}
