package dev.slipway.audit;

import dev.slipway.kernel.Audited;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

/**
 * Puts the {@link RefusalInterceptor} around the transaction and its retries. Comes after every other post-processor and
 * before their advisors, so it is outermost; a test holds it there.
 */
@Component
class RefusalAdvice extends AbstractBeanFactoryAwareAdvisingPostProcessor {
    RefusalAdvice(ObjectProvider<Refusals> refusals) {
        setBeforeExistingAdvisors(true);
        setOrder(Ordered.LOWEST_PRECEDENCE);
        advisor = new DefaultPointcutAdvisor(
                new AnnotationMatchingPointcut(null, Audited.class, true), new RefusalInterceptor(refusals::getObject));
    }
}
