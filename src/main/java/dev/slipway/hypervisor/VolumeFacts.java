package dev.slipway.hypervisor;

import java.util.Optional;

/**
 * A volume as its host has it.
 *
 * @param capacityBytes what a guest sees
 * @param allocatedBytes what it takes on the host now
 * @param backingPath the file it stands on, if it is an overlay
 */
public record VolumeFacts(
        VolumeRef ref, String path, long capacityBytes, long allocatedBytes, Optional<String> backingPath) {}
