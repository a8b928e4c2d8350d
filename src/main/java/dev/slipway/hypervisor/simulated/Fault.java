package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.kernel.Problem;
import java.util.Optional;

/**
 * What goes wrong with a call.
 *
 * @param answer what the host says no with; empty if it says nothing at all
 * @param hangs whether the caller waits for its deadline first
 * @param times how many calls it meets
 * @param afterTheDeed the host did it, and only the answer is lost
 */
public record Fault(Optional<Kind> answer, boolean hangs, int times, boolean afterTheDeed) {
    public static Fault unreachable() {
        return new Fault(Optional.empty(), false, 1, false);
    }

    /** No answer until the caller's deadline. */
    public static Fault hang() {
        return new Fault(Optional.empty(), true, 1, false);
    }

    public static Fault noSpace() {
        return answers(Kind.NO_SPACE);
    }

    public static Fault busy() {
        return answers(Kind.BUSY);
    }

    public static Fault answers(Kind kind) {
        return new Fault(Optional.of(kind), false, 1, false);
    }

    public Fault times(int n) {
        return new Fault(answer, hangs, n, afterTheDeed);
    }

    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    public Fault butDoneNevertheless() {
        return new Fault(answer, hangs, times, true);
    }

    Problem problem(SimulatedCall call, String host) {
        String log = "simulated fault on " + call + " of " + host;
        return answer.<Problem>map(kind ->
                        new HypervisorProblem(kind, "The simulated host was told to fail: " + kind + ".", log, null))
                .orElseGet(() -> new HostUnreachable(log, null));
    }
}
