package dev.slipway.vm.move;

import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.MigrationPlan;
import dev.slipway.hypervisor.MigrationPlan.Disks;
import dev.slipway.hypervisor.MigrationProgress;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.VmSettings;
import dev.slipway.vm.work.DiskCopy;
import dev.slipway.vm.work.VmHosts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * A guest that runs on while it goes. Each look finds out anew where it is, so whoever takes over after a crash goes on where
 * the hosts are, which hand the guest over by themselves.
 */
@Component
class LiveMove {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmHosts hosts;
    private final Journeys journeys;
    private final DiskCopy copy;
    private final VmSettings settings;

    LiveMove(VmHosts hosts, Journeys journeys, DiskCopy copy, VmSettings settings) {
        this.hosts = hosts;
        this.journeys = journeys;
        this.copy = copy;
        this.settings = settings;
    }

    StepOutcome go(Journey journey, StepContext context) {
        return go(journey, context.operation().value(), context);
    }

    private StepOutcome go(Journey journey, UUID run, StepContext context) {
        var id = journey.here().id().value();
        var progress = journey.source().migration(id, run);
        if (progress.isPresent()) {
            return underWay(progress.get(), context);
        }
        var here = journey.source().observe(id);
        if (here.isEmpty()) {
            return arrived(journey, id);
        }
        if (!isOn(here)) {
            throw new Conflict(
                    "guest-stopped",
                    "The guest stopped while it was being moved, so it stays where it was. Move it again: it then goes as a"
                            + " stopped one.");
        }
        journey.source().migrate(id, plan(journey, run, context));
        return underWay(MigrationProgress.BEGINNING, context);
    }

    /** Its own definition left this host, so it is there, whatever has become of it since. */
    private static StepOutcome arrived(Journey journey, UUID id) {
        if (journey.destination().observe(id).isEmpty()) {
            throw new Conflict(
                    "vm-lost",
                    "Neither host knows it any more. Its disk is where it was; start it there to define it anew.",
                    "VM " + id + " is on neither host",
                    null);
        }
        return StepOutcome.done();
    }

    private static StepOutcome underWay(MigrationProgress progress, StepContext context) {
        var words = progress.copiedMib() + progress.leftMib() <= 0
                ? "Moving it while it runs"
                : "Moving it while it runs: " + progress.copiedMib() + " MiB sent, " + progress.leftMib() + " MiB left";
        context.progress(progress.percent(), words);
        return StepOutcome.again(LOOK_AGAIN, words);
    }

    /** Back to where it came from, wherever it has got to. */
    StepOutcome comeHome(Journey journey, StepContext context) {
        var id = journey.here().id().value();
        // Not as the run that failed: what that had to say is told already.
        if (journey.source().migration(id, UUID.randomUUID()).isPresent()) {
            journey.source().abortMigration(id);
            return StepOutcome.again(LOOK_AGAIN, "Stopping the move");
        }
        if (journey.source().observe(id).isPresent()) {
            return StepOutcome.done();
        }
        var back = journey.reversed();
        var there = back.source().observe(id);
        if (there.isEmpty()) {
            back.destination().define(hosts.spec(journey.here()));
            return StepOutcome.done();
        }
        if (!isOn(there)) {
            return comeHomeStopped(back, context);
        }
        var run = UUID.nameUUIDFromBytes((context.operation() + " back").getBytes(StandardCharsets.UTF_8));
        if (back.source().migration(id, run).isEmpty() && !journey.migration().sharesStorage()) {
            if (!journeys.isStaged(back, context)) {
                return StepOutcome.again(LOOK_AGAIN, "The image is just being copied to the host");
            }
            journeys.prepareDisks(back);
        }
        return go(back, run, context);
    }

    /** It stopped after it had arrived: what it has written is there. */
    private StepOutcome comeHomeStopped(Journey back, StepContext context) {
        if (!back.migration().sharesStorage()) {
            copy.copy(back, context);
        }
        back.destination().define(hosts.spec(back.there()));
        back.source().undefine(back.here().id().value());
        return StepOutcome.done();
    }

    private MigrationPlan plan(Journey journey, UUID run, StepContext context) {
        var peer = journey.destination()
                .peer()
                .orElseThrow(() -> new Conflict(
                        "host-without-peers",
                        "The other host is registered by an address that only the portal's own machine knows, so hosts cannot"
                                + " hand VMs to it. Register it again under the same name by qemu+ssh, qemu+tls or qemu+tcp, or"
                                + " shut the VM down and move it then."));
        return new MigrationPlan(
                run,
                peer,
                journey.migration().sharesStorage() ? Disks.SHARED : Disks.COPIED,
                paths(journey),
                settings.moves().limit(context));
    }

    private Map<String, String> paths(Journey journey) {
        var differ = new HashMap<String, String>();
        var here = hosts.spec(journey.here()).volumes();
        var there = hosts.spec(journey.there()).volumes();
        for (var i = 0; i < here.size(); i++) {
            var from = journey.source().volume(here.get(i)).orElseThrow().path();
            var to = journey.destination().volume(there.get(i)).orElseThrow().path();
            if (!from.equals(to)) {
                differ.put(from, to);
            }
        }
        return differ;
    }

    private static boolean isOn(Optional<DomainObservation> seen) {
        return ObservedPower.of(seen).isOn();
    }
}
