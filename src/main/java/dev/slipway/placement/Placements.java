package dev.slipway.placement;

import dev.slipway.kernel.VmId;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Where VMs run, and why there. */
@Service
public class Placements {
    /**
     * Decides and holds room on the host, in the caller's transaction (which must exist). A VM that has a place already
     * keeps it.
     *
     * @throws dev.slipway.kernel.NoCapacity telling "no host is large enough" from "full right now"
     */
    public PlacementDecision place(PlacementRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Gives the room back, in the caller's transaction; nothing if it holds none. */
    public void release(VmId vm) {
        throw new UnsupportedOperationException();
    }

    /** Why the VM is where it is. */
    public Optional<PlacementDecision> explain(VmId vm) {
        throw new UnsupportedOperationException();
    }
}
