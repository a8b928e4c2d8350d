package dev.slipway.catalog;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Service;

/** The copies of image versions in hosts' pools: one a host, made once, verified, shared by all VMs there. */
@Service
public class StagedImages {
    /**
     * Makes sure the copy is there, streaming it if this caller is the first; may run twice and on several nodes at once.
     * Verifies that a copy recorded as ready still exists on the host with its size, and stages it anew if not.
     *
     * @param progress percent of the transfer
     * @return the copy, or empty if somebody else is just transferring it: ask again in a second
     */
    public Optional<VolumeRef> ensure(ImageVersionId version, HostId host, String pool, IntConsumer progress) {
        throw new UnsupportedOperationException();
    }

    /** Hosts with a ready copy: what placement prefers. */
    public Set<HostId> hostsWith(ImageVersionId version) {
        throw new UnsupportedOperationException();
    }
}
