package dev.slipway.vm.bulk;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import java.util.Optional;

/**
 * What became of one VM of a wish.
 *
 * @param name empty if it is not there, or not the actor's to see
 * @param operation which is under way now; empty if it was refused, and for what is done at once
 * @param refusal empty if it was accepted
 */
public record BulkResult(VmId vm, Optional<String> name, Optional<OperationId> operation, Optional<Problem> refusal) {
    public boolean isAccepted() {
        return refusal.isEmpty();
    }
}
