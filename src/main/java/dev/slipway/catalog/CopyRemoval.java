package dev.slipway.catalog;

import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.Problem;
import dev.slipway.storage.SharedStorage;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a copy away from a host. It takes it over first, so that whoever wants to stand a disk on it from now on waits
 * and has it staged anew; only then does it look whether a disk stands on it already.
 */
@Component
class CopyRemoval {
    private static final Logger log = LoggerFactory.getLogger(CopyRemoval.class);

    private static final String NEEDED = "the disk of a VM on that host stands on it, or is about to.";

    private final StagedImageTable table;
    private final ImageUses uses;
    private final Hypervisors hypervisors;
    private final SharedStorage shared;

    CopyRemoval(StagedImageTable table, ImageUses uses, Hypervisors hypervisors, SharedStorage shared) {
        this.shared = shared;
        this.table = table;
        this.uses = uses;
        this.hypervisors = hypervisors;
    }

    /** @return why it stays, if it does */
    Optional<String> remove(StagedCopy copy) {
        if (isNeeded(copy.key())) {
            return Optional.of(NEEDED);
        }
        var epoch = copy.ready() || copy.abandoned() ? table.takeOver(copy, StagedImages.LEASE) : OptionalLong.empty();
        if (epoch.isEmpty()) {
            return Optional.of("it is just being made. Try again when it is there.");
        }
        var key = copy.key();
        long mine = epoch.getAsLong();
        if (isNeeded(key)) {
            giveBack(copy, mine);
            return Optional.of(NEEDED);
        }
        try {
            var host = hypervisors.on(key.host());
            // Otherwise it may not know yet of disks that other hosts have stood on it, on storage that they share.
            var unused = host.pool(key.pool());
            host.deleteVolume(key.volume());
            table.forget(key, mine);
            return Optional.empty();
        } catch (Problem e) {
            log.info("{} stays on host {} for now: {}", key.volume(), key.host(), e.logDetail());
            if (e instanceof HypervisorProblem refused && refused.kind() == HypervisorProblem.Kind.IN_USE) {
                giveBack(copy, mine);
                return Optional.of(NEEDED);
            }
            table.abandon(key, mine);
            return Optional.of("its host could not remove it now. Try again when it answers.");
        }
    }

    /** Also by VMs of other hosts that have the same storage. */
    private boolean isNeeded(StagedCopy.Key key) {
        return shared.andNeighbours(Set.of(key.host())).stream().anyMatch(host -> uses.isNeededOn(host, key.sha256()));
    }

    private void giveBack(StagedCopy copy, long epoch) {
        if (copy.ready()) {
            table.ready(copy.key(), epoch, copy.allocatedBytes());
        } else {
            table.abandon(copy.key(), epoch);
        }
    }
}
