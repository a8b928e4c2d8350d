package dev.slipway.storage;

import java.util.Optional;

/** A volume in a pool as it was last seen. @param owner empty if nobody is known to need it */
public record StorageVolume(
        String name, String path, long capacityMib, long allocatedMib, Optional<VolumeOwner> owner) {}
