package dev.slipway.host;

import dev.slipway.hypervisor.HostUsage;
import dev.slipway.kernel.HostId;
import java.time.Instant;

/** An application event: what a host and its guests had used at one moment. Published outside any transaction, in order. */
public record HostUsed(HostId host, Instant at, HostUsage usage) {}
