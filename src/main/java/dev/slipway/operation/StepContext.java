package dev.slipway.operation;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.OperationId;
import java.util.Map;
import java.util.UUID;

/** What a step knows of its operation, and where it tells how far it is. */
public interface StepContext {
    OperationId operation();

    /** The id of the thing worked on, such as the VM's. */
    UUID target();

    /** As submitted: ids and small facts only. */
    Map<String, String> arguments();

    /** Whoever asked, with no roles: for the audit, never for a permission. */
    Actor requestedBy();

    /** How often this step was tried before, this time not counted. */
    int earlierAttempts();

    /** @param percent of this step, 0 to 100; @param message one phrase for people */
    void progress(int percent, String message);

    /** Whether somebody has turned the operation round: for bodies that take long, which then end soon, in whatever way. */
    boolean isCancelled();
}
