package dev.slipway.audit;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Around every {@link Audited} method: a {@link Problem} that leaves it is recorded, and goes on its way. */
class RefusalInterceptor implements MethodInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalInterceptor.class);
    private static final String KERNEL = Problem.class.getPackageName();

    private final Supplier<Refusals> refusals;

    RefusalInterceptor(Supplier<Refusals> refusals) {
        this.refusals = refusals;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        try {
            return call.proceed();
        } catch (Problem problem) {
            record(call, problem);
            throw problem;
        }
    }

    /** Never hides the problem itself. */
    private void record(MethodInvocation call, Problem problem) {
        Audited audited = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), Audited.class);
        Optional<Actor> actor = arguments(call, Actor.class);
        if (audited == null || actor.isEmpty()) {
            LOG.error("Refused by {} without an actor to record", call.getMethod(), problem);
            return;
        }
        try {
            refusals.get().record(actor.get(), audited.value(), target(call, audited.value()), problem);
        } catch (RuntimeException e) {
            LOG.error(
                    "Refusal of {} to {} not recorded: {}",
                    audited.value(),
                    actor.get().name(),
                    problem.logDetail(),
                    e);
        }
    }

    private static <T> Optional<T> arguments(MethodInvocation call, Class<T> type) {
        return Arrays.stream(call.getArguments())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** The first argument that is an id. Nothing else of the arguments is kept: a name may be a password. */
    private static AuditRows.Target target(MethodInvocation call, String action) {
        return Arrays.stream(call.getArguments())
                .filter(Objects::nonNull)
                .map(RefusalInterceptor::id)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new AuditRows.Target(action.split("\\.", 2)[0], null));
    }

    private static Optional<AuditRows.Target> id(Object argument) {
        RecordComponent[] components = argument.getClass().getRecordComponents();
        if (components == null
                || components.length != 1
                || components[0].getType() != UUID.class
                || !argument.getClass().getPackageName().equals(KERNEL)) {
            return Optional.empty();
        }
        try {
            UUID value = (UUID) components[0].getAccessor().invoke(argument);
            return Optional.of(new AuditRows.Target(noun(argument.getClass()), value));
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a public record hides its value: " + argument.getClass(), e);
        }
    }

    /** {@code SshKeyId} is an {@code ssh-key}. */
    private static String noun(Class<?> id) {
        return id.getSimpleName()
                .replaceAll("Id$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
