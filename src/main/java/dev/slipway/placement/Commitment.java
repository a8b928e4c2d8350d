package dev.slipway.placement;

import dev.slipway.kernel.Resources;
import java.util.Optional;
import java.util.UUID;

/**
 * What is promised on a host, and the most that may be: with overcommitment, and without what is kept back.
 *
 * @param storage which it is, if it is that of other hosts too: what is promised of disk, and may be, is then theirs together
 */
public record Commitment(Resources promised, Resources most, Optional<UUID> storage) {
    static Commitment of(Room room, Optional<UUID> storage) {
        return new Commitment(room.promised(), room.most(), storage);
    }
}
