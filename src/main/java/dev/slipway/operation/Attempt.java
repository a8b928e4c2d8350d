package dev.slipway.operation;

import dev.slipway.kernel.Problem;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** How one try of a body went. */
sealed interface Attempt {
    record Went(StepOutcome outcome) implements Attempt {}

    sealed interface Failed extends Attempt {
        Throwable cause();

        /** For people. */
        String sentence(OperationRow row);
    }

    /** Worth trying again a little later. */
    record Passing(String code, String sentence, Throwable cause) implements Failed {
        @Override
        public String sentence(OperationRow row) {
            return sentence;
        }

        String logDetail() {
            return cause instanceof Problem problem ? problem.logDetail() : cause.toString();
        }
    }

    /** A clear no: trying again would not help. */
    record Refused(Problem problem) implements Failed {
        @Override
        public Throwable cause() {
            return problem;
        }

        @Override
        public String sentence(OperationRow row) {
            return problem.sentence();
        }
    }

    /** What nobody foresaw: our bug. */
    record Surprised(Throwable cause) implements Failed {
        @Override
        public String sentence(OperationRow row) {
            return Sentences.unexpected(row);
        }
    }

    static Attempt of(Step.Body body, StepContext context) {
        try {
            return new Went(body.run(context));
        } catch (FencedOff e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            // Exception, not RuntimeException: libraries have ways to throw checked ones undeclared.
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
