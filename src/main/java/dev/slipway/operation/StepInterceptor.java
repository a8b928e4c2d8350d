package dev.slipway.operation;

/** A seam around every body, for tests that let steps fail where they like. Without a bean of this type nothing is around them. */
interface StepInterceptor {
    Step.Body around(OperationRow operation, Step step, boolean undoing, Step.Body body);
}
