package dev.slipway.operation;

import java.time.Instant;

/** Why a run stopped, and so what becomes of its job. */
sealed interface Pause {
    /** The operation has ended: the job goes. */
    record Ended() implements Pause {}

    /** To be taken on again then. */
    record Until(Instant when) implements Pause {}

    /** Somebody else has it: nothing of it is ours to change. */
    record TakenOver() implements Pause {}
}
