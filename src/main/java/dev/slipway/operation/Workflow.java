package dev.slipway.operation;

import dev.slipway.identity.Permission;
import dev.slipway.kernel.Problem;
import java.util.List;
import java.util.Optional;

/**
 * One verb on one kind of thing, as steps. Every bean of this type is found by the engine, and by the test kit, which
 * fails the build for a workflow that it has no scenario for.
 */
public interface Workflow {
    /** Stable and stored, such as {@code launch-vm}. */
    String kind();

    /** For people, such as {@code Launch}. */
    String title();

    /** For the sentence of who comes too late, such as {@code starting}: "busy: starting since 10:02". */
    String doing();

    List<Step> steps();

    /**
     * When a step fails for good: true undoes backwards what was done (the failed step included), false leaves
     * everything as it is and ends {@link OperationState#FAILED}, for verbs such as shutdown where there is nothing to take back.
     */
    default boolean undoesOnFailure() {
        return true;
    }

    /** Whether {@link Operations#cancel} may turn it round. */
    default boolean isCancellable() {
        return false;
    }

    /** What {@link Operations#cancel} asks for; empty = to delete VMs, or to change hosts, as the target is one or the other. */
    default Optional<Permission> toCancel() {
        return Optional.empty();
    }

    /**
     * When all is undone after a failure (not after a cancellation), in a transaction: whether it is worth beginning anew,
     * because something was changed for it here. Must say no in the end. A {@link Problem} that is not passing says no too,
     * and takes back what was changed.
     *
     * @return what people read meanwhile, such as {@code Trying another host}; empty = no
     */
    default Optional<String> beginsAnew(StepContext context, Problem why) {
        return Optional.empty();
    }

    /** In the transaction that ends the operation {@link OperationState#DONE}. May run again only if that transaction rolled back. */
    default void succeeded(StepContext context) {}

    /** In the transaction that ends the operation {@link OperationState#UNDONE} or {@link OperationState#FAILED}. */
    default void failed(StepContext context, Problem why) {}
}
