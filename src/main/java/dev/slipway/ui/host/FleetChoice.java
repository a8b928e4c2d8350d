package dev.slipway.ui.host;

import dev.slipway.host.HostState;
import dev.slipway.vm.fleet.HostLoad;
import java.util.function.Predicate;

/** Which hosts are shown. */
enum FleetChoice {
    ALL("All hosts", load -> true),
    TAKING("Take VMs", load -> load.host().state() == HostState.ENABLED),
    TROUBLE(
            "In trouble",
            load -> load.host().state() == HostState.UNREACHABLE
                    || load.host().trouble().isPresent()),
    FULL("Nearly full", load -> load.fullness() >= FleetChoice.NEARLY_FULL),
    EMPTY("Empty", load -> load.vms() == 0);

    private static final double NEARLY_FULL = 0.85;

    private final String words;
    private final Predicate<HostLoad> which;

    FleetChoice(String words, Predicate<HostLoad> which) {
        this.words = words;
        this.which = which;
    }

    String words() {
        return words;
    }

    boolean holds(HostLoad load) {
        return which.test(load);
    }
}
