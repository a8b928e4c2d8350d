package dev.slipway.hypervisor.simulated;

import dev.slipway.hypervisor.HostUnreachable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether and how a host answers: at all, after what delay, and what was arranged to go wrong. */
final class Reachability {
    private final String host;
    private final Map<SimulatedCall, Deque<Fault>> faults = new EnumMap<>(SimulatedCall.class);
    private final Map<SimulatedCall, Integer> calls = new EnumMap<>(SimulatedCall.class);
    private boolean down;
    private boolean hanging;
    private Duration latency = Duration.ZERO;
    private Duration deadline = Duration.ofSeconds(5);

    Reachability(String host) {
        this.host = host;
    }

    synchronized boolean answers() {
        return !down && !hanging;
    }

    synchronized void set(boolean isDown, boolean isHanging) {
        down = isDown;
        hanging = isHanging;
        notifyAll();
    }

    synchronized void latency(Duration each) {
        latency = each;
    }

    synchronized void deadline(Duration longest) {
        deadline = longest;
    }

    synchronized void arrange(SimulatedCall call, Fault fault) {
        faults.computeIfAbsent(call, c -> new ArrayDeque<>()).add(fault);
    }

    synchronized void forgetFaults() {
        faults.clear();
    }

    synchronized int calls(SimulatedCall call) {
        return calls.getOrDefault(call, 0);
    }

    /** Wakes those who wait, so that they look again whether their connection is closed. */
    synchronized void wake() {
        notifyAll();
    }

    /** The next fault arranged for this call, used up by one. */
    synchronized Optional<Fault> begin(SimulatedCall call) {
        calls.merge(call, 1, Integer::sum);
        var queue = faults.get(call);
        if (queue == null || queue.isEmpty()) {
            return Optional.empty();
        }
        var fault = queue.removeFirst();
        if (fault.times() > 1) {
            queue.addFirst(fault.times(fault.times() - 1));
        }
        return Optional.of(fault);
    }

    /** Waits as long as the host takes to answer. @throws HostUnreachable if it does not, or the connection is closed */
    synchronized void pass(BooleanSupplier closed) {
        pause(latency, closed, () -> false);
        if (hanging) {
            pause(deadline, closed, () -> !hanging);
        }
        if (down || hanging) {
            throw new HostUnreachable("simulated host " + host + (down ? " is down" : " hangs"), null);
        }
    }

    synchronized void hangUntilDeadline(BooleanSupplier closed) {
        pause(deadline, closed, () -> false);
    }

    private synchronized void pause(Duration atMost, BooleanSupplier closed, BooleanSupplier early) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!closed.getAsBoolean() && !early.getAsBoolean() && end - System.nanoTime() > 0) {
                wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostUnreachable("interrupted while waiting for simulated host " + host, e);
        }
        if (closed.getAsBoolean()) {
            throw new HostUnreachable("the connection to simulated host " + host + " is closed", null);
        }
    }
}
