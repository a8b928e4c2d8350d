package dev.slipway.hypervisor;

import dev.slipway.kernel.Unavailable;
import org.jspecify.annotations.Nullable;

/** The host does not answer, or not in time. Passing: says nothing about what runs there. */
public class HostUnreachable extends Unavailable {
    public HostUnreachable(String logDetail, @Nullable Throwable cause) {
        super(
                "host-unreachable",
                "The host does not answer right now. It is tried again; nothing of yours is lost.",
                logDetail,
                cause);
    }
}
