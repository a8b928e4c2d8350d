package dev.slipway.vm.lease;

import java.time.Duration;
import java.time.Instant;

/** What has been said and done of a lease already, in the order in which that is. */
public enum LeaseStage {
    /** Nothing. */
    RUNNING,
    /** That 7 days are left, or less. */
    WEEK_LEFT,
    /** That a day is left, or less. */
    DAY_LEFT,
    /** It is over: the VM is turned off, and stays so until it is extended or goes to the recycle bin. */
    OVER,
    /** The VM went to the recycle bin. */
    BINNED;

    static final Duration WEEK = Duration.ofDays(7);
    static final Duration DAY = Duration.ofDays(1);

    public boolean isOver() {
        return this == OVER || this == BINNED;
    }

    /** Where a lease that ends then is, as the clock says: what was missed is left out. */
    static LeaseStage of(Instant endsAt, Instant now) {
        if (!now.isBefore(endsAt)) {
            return OVER;
        }
        if (!now.isBefore(endsAt.minus(DAY))) {
            return DAY_LEFT;
        }
        return now.isBefore(endsAt.minus(WEEK)) ? RUNNING : WEEK_LEFT;
    }

    /** When the next is due of one that is not over. */
    Instant next(Instant endsAt) {
        return switch (this) {
            case RUNNING -> endsAt.minus(WEEK);
            case WEEK_LEFT -> endsAt.minus(DAY);
            case DAY_LEFT, OVER, BINNED -> endsAt;
        };
    }
}
