package dev.slipway.vm.move;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.lost.Remnants;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import dev.slipway.vm.work.VmImages;
import dev.slipway.vm.work.VmSteps;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a VM needs on the host it goes to, before it goes: the image, an empty disk on it, the seed; and taking that away. */
@Component
public class Journeys {
    private static final Logger log = LoggerFactory.getLogger(Journeys.class);

    static final Duration LONGEST_LOOK = Duration.ofMinutes(2);
    static final Duration LONGEST_TRANSFER = Duration.ofHours(2);
    static final String TRANSFERRING = "The image is just being copied there for another VM, or waits for its turn";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final VmStore store;
    private final VmHosts hosts;
    private final MigrationTable table;
    private final VmImages images;
    private final Seeds seeds;
    private final Remnants remnants;

    Journeys(VmStore store, VmHosts hosts, MigrationTable table, VmImages images, Seeds seeds, Remnants remnants) {
        this.store = store;
        this.hosts = hosts;
        this.table = table;
        this.images = images;
        this.seeds = seeds;
        this.remnants = remnants;
    }

    Journey of(StepContext context) {
        var id = VmSteps.id(context);
        var vm = store.find(id).orElseThrow(() -> new IllegalStateException("VM " + id + " is gone"));
        var migration = table.find(id).orElseThrow(() -> new IllegalStateException("VM " + id + " is on no way"));
        var here = vm.at(migration.from());
        var there = vm.at(migration.to());
        return new Journey(migration, here, there, hosts.hypervisor(here), hosts.hypervisor(there));
    }

    /** Whether what one writes the other reads: found out by writing, since neither paths nor types prove it. */
    StepOutcome lookAtStorage(StepContext context) {
        var journey = of(context);
        if (journey.migration().shared().isPresent()) {
            return StepOutcome.done();
        }
        if (!lookedAtStorage(journey, context)) {
            return StepOutcome.again(
                    LOOK_AGAIN,
                    "Waiting until the other host sees what is written to the storage that both share; if it does not,"
                            + " look whether it is mounted there");
        }
        return StepOutcome.done();
    }

    /** False if they are known to share it, and it does not look so: to take the one file for two would be to delete it. */
    private boolean lookedAtStorage(Journey journey, StepContext context) {
        var migration = journey.migration();
        var written = mark(context, journey.here());
        var looked = mark(context, journey.there());
        journey.source().upload(written, VolumeFormat.RAW, new ByteArrayInputStream(new byte[1]), 1, sent -> {});
        try {
            // Looking at the pool as a whole is what makes a host look at its files again.
            var unused = journey.destination().pool(looked.pool());
            var shared = journey.destination().volume(looked).isPresent();
            var certain = shared || !hosts.haveSameStorage(migration.from(), migration.to());
            if (certain) {
                table.shared(migration.vm(), shared);
            }
            return certain;
        } finally {
            journey.source().deleteVolume(written);
        }
    }

    /** Of this operation alone, so that whoever takes it on after a crash writes and removes the same one. */
    private VolumeRef mark(StepContext context, VmRow vm) {
        return new VolumeRef(hosts.pool(vm), "slipway-same-" + context.operation());
    }

    /** What a look that was cut off may have left. A host that does not answer keeps a file of one byte, and nobody waiting. */
    void removeMark(StepContext context) {
        var journey = of(context);
        try {
            journey.source().deleteVolume(mark(context, journey.here()));
        } catch (HostUnreachable e) {
            log.info(
                    "Host {} may keep a mark of one byte: {}",
                    journey.migration().from(),
                    e.logDetail());
        }
    }

    StepOutcome stageImage(StepContext context) {
        var journey = of(context);
        return journey.migration().sharesStorage() || isStaged(journey, context)
                ? StepOutcome.done()
                : StepOutcome.again(LOOK_AGAIN, TRANSFERRING);
    }

    /** False while somebody else is copying what it needs there. */
    public boolean isStaged(Journey journey, StepContext context) {
        return images.ensure(
                journey.there(), percent -> context.progress(percent, "Copying the image to the other host"));
    }

    /** Afresh, whatever an earlier try has left there: what is sent is laid over it. */
    void prepareDisks(Journey journey) {
        journey.destination().deleteVolume(hosts.disk(journey.there()));
        images.makeDisk(journey.there());
        writeSeed(journey);
    }

    public void writeSeed(Journey journey) {
        seeds.put(journey.there());
    }

    /** By now it is at home, so that nobody needs what was made there; unless it has no home any more. */
    void removeThere(StepContext context) {
        var journey = of(context);
        if (!journey.migration().sharesStorage() && !livesThere(journey.migration())) {
            removeThere(journey);
        }
    }

    /** What is taken back after its old host was given up may have stayed on the new one. */
    boolean livesThere(Migration migration) {
        return store.find(migration.vm())
                .flatMap(VmRow::host)
                .filter(migration.to()::equals)
                .isPresent();
    }

    /** Nobody waits for a host that was given up. */
    Step.Body heeding(Step.Body body) {
        return context -> {
            try {
                return body.run(context);
            } catch (HostUnreachable e) {
                var migration = of(context).migration();
                if (hosts.isGivenUp(migration.from()) || hosts.isGivenUp(migration.to())) {
                    throw new Conflict(
                            "host-given-up",
                            "One of the two hosts did not come back and was given up by an administrator.",
                            e.logDetail(),
                            e);
                }
                throw e;
            }
        };
    }

    /** As {@link #heeding}, for taking back: the VM is not on that host, and what is left there is removed when it is back. */
    void undefineThere(StepContext context) {
        var journey = of(context);
        try {
            journey.destination().undefine(journey.there().id().value());
        } catch (HostUnreachable e) {
            remnants.add(journey.migration().to(), journey.here());
        }
    }

    /** What was made there. A host that does not answer does not keep the VM waiting: it is removed there when it does. */
    private void removeThere(Journey journey) {
        for (var volume : Journey.volumes(hosts, journey.there())) {
            try {
                journey.destination().deleteVolume(volume);
            } catch (HostUnreachable e) {
                table.leave(new MigrationTable.Leftover(
                        journey.migration().to(), volume, journey.migration().vm()));
            }
        }
    }

    /** In the transaction that ends the move: what is on the host that it has left goes next. */
    void leaveBehind(Migration migration, VmRow vm) {
        if (!migration.sharesStorage()) {
            Journey.volumes(hosts, vm.at(migration.from()))
                    .forEach(volume ->
                            table.leave(new MigrationTable.Leftover(migration.from(), volume, migration.vm())));
        }
    }
}
