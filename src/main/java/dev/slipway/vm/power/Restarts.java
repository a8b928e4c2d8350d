package dev.slipway.vm.power;

import dev.slipway.vm.outside.OutsideChange;
import dev.slipway.vm.state.PowerWish;
import dev.slipway.vm.state.UtcWords;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When a VM that failed is started again, decided at the moment it is seen to have failed. */
@Component
public class Restarts {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final RestartRows rows;
    private final VmSettings.Restarts settings;

    Restarts(RestartRows rows, VmSettings settings) {
        this.rows = rows;
        this.settings = settings.restarts();
    }

    /**
     * In the transaction that keeps what was seen.
     *
     * @param vm as it was before, its row locked
     * @return what is said of it: what happened, and what follows
     */
    public String follow(VmRow vm, OutsideChange change, Instant at) {
        if (!change.isFailure() || vm.power().wanted() == PowerWish.OFF) {
            if (!change.isOn()) {
                // Somebody wanted it so, if only its guest.
                rows.forget(vm.id());
            }
            return change.sentence();
        }
        return switch (vm.restart()) {
            case NEVER -> change.sentence() + " Start it again.";
            case ON_FAILURE -> again(vm, change, at);
        };
    }

    private String again(VmRow vm, OutsideChange change, Instant at) {
        boolean ranLong = Duration.between(vm.power().since(), at).compareTo(settings.calm()) >= 0;
        int tries = ranLong ? 0 : rows.tries(vm.id());
        Optional<Instant> due = tries < settings.most() ? Optional.of(at.plus(settings.wait(tries))) : Optional.empty();
        rows.put(vm.id(), tries, due, change.sentence());
        return change.sentence()
                + due.map(when -> " It is started again " + when(when, at) + ".")
                        .orElse(" It was started again " + tries
                                + " times in a row, which did not help: start it yourself once you know why.");
    }

    private static String when(Instant due, Instant now) {
        return Duration.between(now, due).compareTo(SOON) < 0 ? "in a moment" : "at " + UtcWords.on(due);
    }
}
