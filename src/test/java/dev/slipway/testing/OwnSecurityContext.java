package dev.slipway.testing;

import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Where the signed-in person is kept is a static of the whole JVM, which each application that starts sets to its own;
 * its filters keep to the one they were built with. Tests with different applications share a JVM, so the static is set
 * back to the one of the application under test. A portal in production is alone in its JVM.
 */
public class OwnSecurityContext implements TestExecutionListener, Ordered {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public void beforeTestClass(TestContext test) {
        test.getApplicationContext()
                .getBeanProvider(SecurityContextHolderStrategy.class)
                .ifAvailable(SecurityContextHolder::setContextHolderStrategy);
    }
}
