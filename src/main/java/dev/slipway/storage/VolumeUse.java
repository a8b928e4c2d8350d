package dev.slipway.storage;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whose volumes are. Told by whoever knows what they are for. Reads the database only. */
public interface VolumeUse {
    /** Those that somebody needs; what is not in here is nobody's as far as is known. */
    Map<VolumeRef, VolumeOwner> owners(HostId host, Collection<VolumeRef> volumes);

    /** Who has something in that pool, by name; empty if it may go. */
    List<VolumeOwner> in(HostId host, String pool);
}
