package dev.slipway.ui.component;

import com.vaadin.flow.component.html.Span;
import dev.slipway.host.HostState;
import dev.slipway.operation.OperationState;
import dev.slipway.quota.request.RequestState;
import dev.slipway.storage.PoolStanding;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.plan.PlannedState;
import java.util.Locale;

/** A state as a word on a soft ground. The word always says it; the colour only helps. */
public class StateBadge extends Span {
    private enum Tone {
        OK,
        BUSY,
        OFF,
        WARN,
        BAD
    }

    private StateBadge(String words, Tone tone) {
        addClassName("sw-badge");
        show(words, tone);
    }

    public static StateBadge of(VmStatus status) {
        return new StateBadge(status.words(), tone(status));
    }

    public static StateBadge of(HostState state) {
        return switch (state) {
            case ENABLED -> new StateBadge("Enabled", Tone.OK);
            case DISABLED -> new StateBadge("Disabled", Tone.OFF);
            case DRAINING -> new StateBadge("Draining", Tone.BUSY);
            case MAINTENANCE -> new StateBadge("Maintenance", Tone.WARN);
            case UNREACHABLE -> new StateBadge("Unreachable", Tone.BAD);
        };
    }

    public static StateBadge of(OperationState state) {
        return switch (state) {
            case QUEUED -> new StateBadge("Queued", Tone.BUSY);
            case RUNNING -> new StateBadge("Running", Tone.BUSY);
            case UNDOING -> new StateBadge("Undoing", Tone.WARN);
            case DONE -> new StateBadge("Done", Tone.OK);
            case UNDONE -> new StateBadge("Undone", Tone.BAD);
            case FAILED -> new StateBadge("Failed", Tone.BAD);
        };
    }

    public static StateBadge of(RequestState state) {
        return new StateBadge(
                state.words(),
                switch (state) {
                    case OPEN -> Tone.BUSY;
                    case APPROVED -> Tone.OK;
                    case REFUSED -> Tone.BAD;
                    case WITHDRAWN, EXPIRED -> Tone.OFF;
                });
    }

    public static StateBadge of(PlannedState state) {
        return new StateBadge(
                state.words(),
                switch (state) {
                    case WAITING, DUE -> Tone.BUSY;
                    case LAUNCHED -> Tone.OK;
                    case FAILED -> Tone.BAD;
                    case DROPPED -> Tone.OFF;
                });
    }

    public static StateBadge of(PoolStanding standing) {
        return new StateBadge(
                standing.words(),
                switch (standing) {
                    case MAKING -> Tone.BUSY;
                    case ACTIVE -> Tone.OK;
                    case STOPPED -> Tone.OFF;
                    case GONE -> Tone.BAD;
                });
    }

    /** A tenant's: in use or suspended. */
    public static StateBadge suspended(boolean suspended) {
        return suspended ? new StateBadge("Suspended", Tone.WARN) : new StateBadge("Active", Tone.OK);
    }

    public static StateBadge refused() {
        return new StateBadge("Refused", Tone.BAD);
    }

    /** Shows another status in place, so that a screen reader following the badge hears it. */
    public void show(VmStatus status) {
        show(status.words(), tone(status));
    }

    private void show(String words, Tone tone) {
        for (Tone other : Tone.values()) {
            setClassName(other.name().toLowerCase(Locale.ROOT), other == tone);
        }
        setText(words);
    }

    private static Tone tone(VmStatus status) {
        return switch (status) {
            case RUNNING -> Tone.OK;
            case LAUNCHING, STARTING, SHUTTING_DOWN, REBOOTING, STOPPING, RESTORING, DELETING, HIBERNATING -> Tone.BUSY;
            case STOPPED, BINNED, HIBERNATED -> Tone.OFF;
            case PAUSED, UNKNOWN, IN_RESCUE -> Tone.WARN;
            case CRASHED, MISSING, FAILED, LOST -> Tone.BAD;
        };
    }
}
