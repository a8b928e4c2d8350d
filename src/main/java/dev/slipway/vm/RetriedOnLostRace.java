package dev.slipway.vm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.annotation.Retryable;

/** Deadlocks and lock timeouts mean that another transaction was faster: the whole one is run again, a few times. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Retryable(includes = ConcurrencyFailureException.class, maxRetries = 5, delay = 15, jitter = 10, multiplier = 2)
@interface RetriedOnLostRace {}
