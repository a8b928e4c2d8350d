package dev.slipway.operation;

import dev.slipway.kernel.Problem;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** How one try of a body went. */
sealed interface Attempt {
    record Went(StepOutcome outcome) implements Attempt {}

    /** Worth trying again a little later. */
    record Passing(String code, String sentence, Throwable cause) implements Attempt {}

    /** A clear no: trying again would not help. */
    record Refused(Problem problem) implements Attempt {}

    /** What nobody foresaw: our bug. */
    record Surprised(Throwable cause) implements Attempt {}

    static Attempt of(Step.Body body, StepContext context) {
        try {
            return new Went(body.run(context));
        } catch (FencedOff e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            return failed(e);
        }
    }

    static Attempt failed(Throwable cause) {
        if (cause instanceof Problem problem) {
            return problem.isPassing()
                    ? new Passing(problem.code(), problem.sentence(), problem)
                    : new Refused(problem);
        }
        return isDatabaseAway(cause)
                ? new Passing("database-away", "The database did not answer.", cause)
                : new Surprised(cause);
    }

    private static boolean isDatabaseAway(Throwable cause) {
        return cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException;
    }
}
