package dev.slipway.operation;

/** Where an operation is. It always ends. */
public enum OperationState {
    QUEUED,
    RUNNING,
    /** A step failed or somebody cancelled: what was done is being undone, backwards. Then some begin anew, another way. */
    UNDOING,
    DONE,
    /** Failed with a reason, and nothing of it is left. */
    UNDONE,
    /** Failed with a reason, and kept what was done because its steps say that nothing is to be undone. */
    FAILED;

    public boolean isFinal() {
        return switch (this) {
            case QUEUED, RUNNING, UNDOING -> false;
            case DONE, UNDONE, FAILED -> true;
        };
    }

    boolean canBecome(OperationState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == UNDOING;
            case RUNNING -> next == DONE || next == UNDOING || next == FAILED;
            case UNDOING -> next == UNDONE || next == RUNNING;
            case DONE, UNDONE, FAILED -> false;
        };
    }
}
