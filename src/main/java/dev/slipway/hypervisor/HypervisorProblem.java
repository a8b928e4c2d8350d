package dev.slipway.hypervisor;

import dev.slipway.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The host answered, and refused or failed. */
public class HypervisorProblem extends Problem {
    private final Kind kind;

    /** What the host meant. Only {@code NO_SUCH_DOMAIN} means that a domain is gone. */
    public enum Kind {
        NO_SUCH_DOMAIN,
        NO_SUCH_VOLUME,
        NO_SUCH_POOL,
        NO_SUCH_NETWORK,
        NO_SUCH_SNAPSHOT,
        /** The domain must be running, or must not be, for what was asked. */
        WRONG_POWER_STATE,
        NO_SPACE,
        IN_USE,
        /** Something passing on the host, such as a lock: worth a retry. */
        BUSY,
        REFUSED
    }

    public HypervisorProblem(Kind kind, String message, String logDetail, @Nullable Throwable cause) {
        super(
                "hypervisor-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                message,
                logDetail,
                cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String title() {
        return "The host could not do it";
    }

    @Override
    public boolean isPassing() {
        return kind == Kind.BUSY;
    }
}
