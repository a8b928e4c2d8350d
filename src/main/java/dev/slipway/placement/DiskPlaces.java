package dev.slipway.placement;

import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Room that disks of their own hold where they lie, attached or not. It is counted as a VM's is, in the same table; ids are
 * unique, so theirs never meet.
 */
@Component
public class DiskPlaces {
    private final AllocationTable table;
    private final Placements placements;
    private final DecisionText text;

    DiskPlaces(AllocationTable table, Placements placements, DecisionText text) {
        this.table = table;
        this.placements = placements;
        this.text = text;
    }

    /** On that host and no other, in the caller's transaction, before quota is charged. @throws NoCapacity {@code host-full} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(DiskId disk, HostId host, long mib) {
        var room = room(mib);
        if (!table.promise(host, room, placements.mostOn(host))) {
            throw full(disk + " of " + mib + " MiB on " + host);
        }
        var sentence = "It lies on the host of the VM that it was made for.";
        table.insert(key(disk), host, room, text.write(new PlacementDecision(host, sentence, List.of())));
    }

    /** Only what is more than before needs room. @throws NoCapacity {@code host-full} */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resize(DiskId disk, long mib) {
        if (!table.change(key(disk), room(mib), placements::mostOn)) {
            throw full(disk + " to " + mib + " MiB");
        }
    }

    /** Nothing if it holds none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(DiskId disk) {
        table.giveBack(key(disk));
    }

    private static NoCapacity full(String detail) {
        return new NoCapacity(
                "host-full",
                "The host has no room for that much right now. Choose a smaller disk, try again later, or ask an"
                        + " administrator.",
                detail,
                null);
    }

    private static Resources room(long mib) {
        return new Resources(0, 0, mib);
    }

    private static VmId key(DiskId disk) {
        return new VmId(disk.value());
    }
}
