package dev.slipway.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a façade method that changes something: a refusal (any {@link Problem} it throws) is recorded with who asked, from
 * where, and on what. The success is told by the method itself with an {@link AuditableEvent}, in its transaction.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** A verb on a noun, such as {@code vm.launch}. */
    String value();
}
