package dev.slipway.vm.drain;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a host's VMs when it is emptied, as it looks right now: each finds its place among those before it.
 *
 * @param lines running ones first
 */
public record DrainPlan(HostId host, String hostName, List<Line> lines) {
    public DrainPlan {
        lines = List.copyOf(lines);
    }

    /**
     * One VM. @param place its project, as administrators read it @param to the host it would go to @param why what keeps it
     * there, or what is waited for
     */
    public record Line(
            VmId vm,
            String name,
            String place,
            boolean running,
            Fate fate,
            Optional<String> to,
            Optional<String> why) {}

    public enum Fate {
        /** Goes while it runs. */
        MOVES_RUNNING,
        /** Goes with its disk. */
        MOVES_STOPPED,
        /** Is off, and stays: it cannot be started before the maintenance has ended. */
        STAYS,
        /** Something else is done with it first. */
        WAITED_FOR,
        /** Runs, and cannot go: the host is not empty before somebody has changed that. */
        BLOCKED
    }

    /** How many have this fate. */
    public long count(Fate fate) {
        return lines.stream().filter(line -> line.fate() == fate).count();
    }
}
