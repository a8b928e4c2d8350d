package dev.slipway.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * On a transactional façade method: a transaction that the database chose to end (deadlock, lock wait, stale row) is
 * run again as a whole, up to five times. The retry wraps the transaction, so the method must be called through its bean.
 * Called inside another transaction it does not retry, since the failure has spoiled the whole of that one; whoever began
 * it does.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Retryable(
        includes = ConcurrencyFailureException.class,
        predicate = RetriesLostRaces.OutermostTransaction.class,
        maxRetries = 5,
        delay = 10,
        jitter = 10,
        multiplier = 2,
        maxDelay = 250)
public @interface RetriesLostRaces {
    /** Whether the failed transaction is over, and not only a part of one that still runs. */
    class OutermostTransaction implements MethodRetryPredicate {
        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            return !TransactionSynchronizationManager.isActualTransactionActive();
        }
    }
}
