package dev.slipway.hypervisor.simulated;

import static dev.slipway.hypervisor.simulated.Disks.problem;

import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationProgress;
import dev.slipway.hypervisor.PeerAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Guests on their way from this machine to another. They arrive also while the portal's line is cut. */
final class Migrations {
    private final SimulatedHost source;
    private final Map<UUID, Run> runs = new HashMap<>();
    private OptionalLong lastLimit = OptionalLong.empty();

    private static final class Run {
        private final MigrationPlan plan;
        private final SimulatedDomain guest;
        private final long begun = System.nanoTime();
        private Optional<HypervisorProblem> failure = Optional.empty();

        Run(MigrationPlan plan, SimulatedDomain guest) {
            this.plan = plan;
            this.guest = guest;
        }
    }

    Migrations(SimulatedHost source) {
        this.source = source;
    }

    synchronized void begin(UUID domain, MigrationPlan plan) {
        var there = runs.get(domain);
        if (there != null && there.failure.isEmpty()) {
            return;
        }
        var run = new Run(plan, source.domains().requireOn(domain));
        runs.put(domain, run);
        lastLimit = plan.mibPerSecond();
        Machinery.later(source.guests().moveDelay(), () -> arrive(domain, run));
    }

    synchronized Optional<MigrationProgress> progress(UUID domain, UUID asker) {
        var run = runs.get(domain);
        if (run == null) {
            return Optional.empty();
        }
        if (run.failure.isPresent()) {
            runs.remove(domain);
            if (run.plan.run().equals(asker)) {
                throw run.failure.get();
            }
            return Optional.empty();
        }
        var memory = run.guest.spec().map(DomainSpec::memoryMib).orElse(0L);
        var share = (double) (System.nanoTime() - run.begun)
                / Math.max(1, source.guests().moveDelay().toNanos());
        var copied = (long) (memory * Math.min(1, share));
        return Optional.of(new MigrationProgress(copied, memory - copied));
    }

    synchronized OptionalLong lastLimit() {
        return lastLimit;
    }

    synchronized void abort(UUID domain) {
        var run = runs.get(domain);
        if (run != null && run.failure.isEmpty()) {
            run.failure =
                    Optional.of(refused("Somebody stopped the move on the host. The VM runs on where it was.", ""));
        }
    }

    private synchronized void arrive(UUID domain, Run run) {
        if (runs.get(domain) != run || run.failure.isPresent()) {
            return;
        }
        try {
            handOver(run, peer(run.plan.to()));
            runs.remove(domain);
        } catch (HypervisorProblem e) {
            run.failure = Optional.of(e);
        }
    }

    private void handOver(Run run, SimulatedHost destination) {
        var guest = run.guest;
        if (!guest.isOn()) {
            throw problem(Kind.WRONG_POWER_STATE, "The guest stopped while it was being moved.", "");
        }
        if (run.plan.disks() == MigrationPlan.Disks.COPIED) {
            guest.spec()
                    .ifPresent(spec -> destination
                            .disks()
                            .receive(spec.disk(), source.disks().written(spec.disk())));
        }
        destination.domains().arrive(guest);
        source.domains().depart(guest);
    }

    private SimulatedHost peer(PeerAddress address) {
        var found = SimulatedHosts.peer(address)
                .filter(SimulatedHost::isReachedByPeers)
                .orElseThrow(() ->
                        refused("The VM's host cannot reach " + address.hostname() + ".", "no peer " + address.uri()));
        if (found.facts().hostUuid().equals(source.facts().hostUuid())) {
            throw refused("The two hosts say that they are the same machine.", address.hostname());
        }
        return found;
    }

    private static HypervisorProblem refused(String sentence, String detail) {
        return problem(Kind.REFUSED, sentence, detail);
    }
}
