package dev.slipway.catalog;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import java.time.Instant;

/** A version's copy on a host. @param percent how much of it is there while it is copied */
public record StagedView(
        ImageVersionId version,
        String versionLabel,
        HostId host,
        String hostName,
        boolean ready,
        int percent,
        long allocatedBytes,
        Instant changedAt) {}
