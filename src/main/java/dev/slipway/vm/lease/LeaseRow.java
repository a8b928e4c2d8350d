package dev.slipway.vm.lease;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.UtcWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease as it was read at one moment.
 *
 * @param grantedAt from when on all its extensions together count
 * @param overAt and {@code binAt}: of one that is over
 * @param note why what is due was put off
 */
record LeaseRow(
        VmId vm,
        Instant grantedAt,
        Instant endsAt,
        int extended,
        LeaseStage stage,
        Instant nextAt,
        Optional<Instant> overAt,
        Optional<Instant> binAt,
        Optional<String> note) {
    /** Less is not worth one of the times that it may be extended. */
    private static final Duration LEAST_GAIN = Duration.ofDays(1);

    static LeaseRow granted(VmId vm, LeasePolicy policy, Instant now) {
        return ending(vm, now, now.plus(policy.longest()), 0, now);
    }

    /** As it is until anything of it is said. */
    private static LeaseRow ending(VmId vm, Instant grantedAt, Instant endsAt, int extended, Instant now) {
        // Whoever chose a near end knows of it: what it would have been reminded of by then is left out.
        var stage = LeaseStage.of(endsAt, now);
        return new LeaseRow(
                vm,
                grantedAt,
                endsAt,
                extended,
                stage,
                stage.next(endsAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    LeaseEnd end() {
        return new LeaseEnd(endsAt, binAt);
    }

    /** By its people, if the policy allows it. */
    LeaseRow extended(LeasePolicy policy, Instant now) {
        return ending(vm, grantedAt, longestEnd(policy, now), extended + 1, now);
    }

    /** By whoever may set any end. */
    LeaseRow until(Instant end, Instant now) {
        return ending(vm, grantedAt, end, extended, now);
    }

    LeaseRow over(LeasePolicy policy, Instant now) {
        var bin = now.plus(policy.grace());
        return new LeaseRow(
                vm,
                grantedAt,
                endsAt,
                extended,
                LeaseStage.OVER,
                bin,
                Optional.of(now),
                Optional.of(bin),
                Optional.empty());
    }

    /** It counts again from when it comes back from there. */
    LeaseRow binned(Instant now) {
        return new LeaseRow(vm, grantedAt, endsAt, extended, LeaseStage.BINNED, now, overAt, binAt, Optional.empty());
    }

    LeaseRow reminded(LeaseStage now) {
        return new LeaseRow(vm, grantedAt, endsAt, extended, now, now.next(endsAt), overAt, binAt, note);
    }

    LeaseRow putOff(Instant until, String why) {
        return new LeaseRow(vm, grantedAt, endsAt, extended, stage, until, overAt, binAt, Optional.of(why));
    }

    /** Where an extension would take it. */
    Instant longestEnd(LeasePolicy policy, Instant now) {
        var longest = now.plus(policy.longest());
        if (policy.mostDays().isEmpty()) {
            return longest;
        }
        var most = grantedAt.plus(Duration.ofDays(policy.mostDays().getAsInt()));
        return most.isBefore(longest) ? most : longest;
    }

    /** Why its people cannot extend it now. */
    Optional<Conflict> whyNot(LeasePolicy policy, Instant now) {
        var limit = policy.extensions();
        if (limit.isPresent() && extended >= limit.getAsInt()) {
            return no(
                    "lease-spent",
                    limit.getAsInt() == 0
                            ? "The leases here are not extended. Ask an administrator for a later end."
                            : "It was extended " + extended + " of " + limit.getAsInt()
                                    + " times. Ask an administrator for a later end.");
        }
        var gain = longestEnd(policy, now);
        var from = endsAt.isBefore(now) ? now : endsAt;
        if (!gain.isBefore(from.plus(LEAST_GAIN))) {
            return Optional.empty();
        }
        return gain.isBefore(now.plus(policy.longest()))
                ? no(
                        "lease-spent",
                        "It may stay until " + UtcWords.on(gain)
                                + " all in all, and no longer. Ask an administrator for a later end.")
                : no(
                        "lease-full",
                        "Its lease is as long as it can be: " + policy.longestDays()
                                + " days from now. Extend it when a day of that has gone.");
    }

    private static Optional<Conflict> no(String code, String sentence) {
        return Optional.of(new Conflict(code, sentence));
    }
}
