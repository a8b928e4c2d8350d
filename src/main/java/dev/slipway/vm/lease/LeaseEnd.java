package dev.slipway.vm.lease;

import java.time.Instant;
import java.util.Optional;

/** @param binAt of one that is over: when the VM goes to the recycle bin unless it is extended */
public record LeaseEnd(Instant endsAt, Optional<Instant> binAt) {
    public boolean isOver() {
        return binAt.isPresent();
    }
}
