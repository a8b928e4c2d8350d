package dev.slipway.catalog;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.NotFound;
import dev.slipway.storage.PoolPlace;
import dev.slipway.storage.SharedStorage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The copies of image versions in hosts' pools: one a pool, made once, verified, shared by all VMs there. */
@Service
public class StagedImages {
    private static final Logger log = LoggerFactory.getLogger(StagedImages.class);
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final long MIB = 1024 * 1024;

    private final ImageTable images;
    private final StagedImageTable table;
    private final ImageTransfer transfer;
    private final Hypervisors hypervisors;
    private final TransferSlots slots;
    private final SharedStorage shared;

    StagedImages(
            ImageTable images,
            StagedImageTable table,
            ImageTransfer transfer,
            Hypervisors hypervisors,
            TransferSlots slots,
            SharedStorage shared) {
        this.slots = slots;
        this.shared = shared;
        this.images = images;
        this.table = table;
        this.transfer = transfer;
        this.hypervisors = hypervisors;
    }

    /**
     * Makes sure the copy is there, streaming it if this caller is the first; may run twice and on several nodes at once.
     * What broke off because the host did not answer, or the portal ended, is gone on with where it was.
     * Verifies that a copy recorded as ready still exists on the host with its size, and stages it anew if not.
     *
     * @param progress percent of the transfer
     * @return the copy, or empty if somebody else is just transferring it, or too much is transferred at once: ask again in a second
     * @throws ImageMissing if the master is not in the image store any more, or was changed there
     * @throws dev.slipway.kernel.NoCapacity if the host's storage is full; nothing is left there
     */
    public Optional<VolumeRef> ensure(ImageVersionId version, HostId host, String pool, IntConsumer progress) {
        var image = images.find(version).orElseThrow(() -> NotFound.of("image"));
        var key = new StagedCopy.Key(image.sha256(), image.format(), shared.home(host, pool));
        var target = new StagedCopy.Target(key, new PoolPlace(host, pool));
        var recorded = table.find(key);
        if (recorded.filter(StagedCopy::ready)
                .filter(copy -> isWhole(copy, target, image))
                .isPresent()) {
            table.used(key);
            return Optional.of(target.volume());
        }
        return slots.take() ? stage(image, target, recorded, progress) : Optional.empty();
    }

    private Optional<VolumeRef> stage(
            ImageView image, StagedCopy.Target target, Optional<StagedCopy> recorded, IntConsumer progress) {
        try {
            return transfer(image, target, recorded, progress);
        } finally {
            slots.giveBack();
        }
    }

    private Optional<VolumeRef> transfer(
            ImageView image, StagedCopy.Target target, Optional<StagedCopy> recorded, IntConsumer progress) {
        var epoch = recorded.map(this::again).orElseGet(() -> table.begin(target.key(), LEASE));
        if (epoch.isEmpty()) {
            return Optional.empty();
        }
        transfer.run(image, target, epoch.getAsLong(), recorded.flatMap(StagedCopy::arrived), progress);
        return Optional.of(target.volume());
    }

    /** Hosts with a ready copy: what placement prefers. */
    public Set<HostId> hostsWith(ImageVersionId version) {
        return shared.andNeighbours(table.hostsWith(version));
    }

    private OptionalLong again(StagedCopy copy) {
        if (!copy.ready() && !copy.abandoned()) {
            return OptionalLong.empty();
        }
        log.info("Staging {} on host {} anew", copy.key().volume(), copy.key().host());
        return table.takeOver(copy, LEASE);
    }

    /**
     * Cheap, so it cannot be exact: what the guest sees must be as large as it was (or the file, on hosts that have not
     * looked into it yet), and not much of what was written may be gone. File systems may compress, so a little less is fine.
     */
    private boolean isWhole(StagedCopy copy, StagedCopy.Target target, ImageView image) {
        return hypervisors
                .on(target.host())
                .volume(target.volume())
                .filter(volume -> isWhole(volume, copy, image))
                .isPresent();
    }

    private static boolean isWhole(VolumeFacts volume, StagedCopy copy, ImageView image) {
        long virtualMib = (volume.capacityBytes() + MIB - 1) / MIB;
        return (virtualMib == image.virtualMib() || volume.capacityBytes() == image.fileBytes())
                && volume.allocatedBytes() >= copy.allocatedBytes() / 2;
    }
}
