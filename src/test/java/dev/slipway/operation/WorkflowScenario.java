package dev.slipway.operation;

import dev.slipway.kernel.OperationId;

/**
 * How the test kit tries out one workflow. A {@code @Component} among the tests; found by itself, run by
 * {@link EveryWorkflowTest}, and missed by {@link EveryWorkflowHasAScenarioTest} if it is not there.
 */
public interface WorkflowScenario {
    /** The {@link Workflow#kind()} that this is about. */
    String kind();

    /** A fresh target on which the workflow can be asked for, such as a stopped VM for starting. */
    Trial prepare();

    /** One operation on one target. Closed at the end. */
    interface Trial extends AutoCloseable {
        /** Asks for it as people do, through the façade, in its transaction. */
        OperationId submit();

        /** Fails unless everything is as promised when the operation has ended {@link OperationState#DONE}. */
        void everythingIsDone();

        /**
         * Fails unless everything is as promised when it has ended {@link OperationState#UNDONE} or
         * {@link OperationState#FAILED}: row, disk, domain, allocation, charge.
         *
         * @param failedStep where it turned round; for workflows that keep what is done
         */
        void nothingIsLeft(String failedStep);

        @Override
        default void close() {}
    }
}
