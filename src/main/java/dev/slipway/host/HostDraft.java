package dev.slipway.host;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.HostConnection;
import java.util.Optional;

/** A host to register. @param poolPath directory on the host for images and disks; @param forced acceleration, or empty to find out by trying */
public record HostDraft(String name, HostConnection connection, String poolPath, Optional<Acceleration> forced) {}
