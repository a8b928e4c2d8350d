package dev.slipway.operation;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.OperationRow.Failure;

/** Why an operation failed, as stored: whoever ends it may be another node than the one that saw it. */
final class StoredProblem extends Problem {
    StoredProblem(Failure failure) {
        super(failure.code(), failure.sentence(), null, null);
    }

    @Override
    public String title() {
        return "Operation failed";
    }
}
