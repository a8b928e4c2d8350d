package dev.slipway.operation;

import java.util.List;
import java.util.UUID;

/** Published in a transaction: what operations on these targets wait for may have changed, so they need not wait on. */
public record TryAgainNow(List<UUID> targets) {
    public TryAgainNow {
        targets = List.copyOf(targets);
    }
}
