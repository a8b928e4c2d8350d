package dev.slipway.vm.lease;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Until when a VM stays, as its people see it.
 *
 * @param binAt of one that is over: when the VM goes to the recycle bin
 * @param extended how often its people have extended it
 * @param extensions how often they may; empty for as often as they like
 * @param note why it is not in the recycle bin yet, if that is due
 * @param longestEnd where an extension would take it
 * @param whyNot why this person cannot extend it now; empty if they can
 */
public record LeaseView(
        Instant endsAt,
        LeaseStage stage,
        Optional<Instant> binAt,
        int extended,
        OptionalInt extensions,
        Optional<String> note,
        Instant longestEnd,
        Optional<String> whyNot) {}
