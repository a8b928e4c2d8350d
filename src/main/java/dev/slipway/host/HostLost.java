package dev.slipway.host;

import dev.slipway.kernel.HostId;
import java.time.Instant;

/** An application event: the host does not answer since then. Says nothing about what runs there. */
public record HostLost(HostId host, Instant since) {}
