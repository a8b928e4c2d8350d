package dev.slipway.catalog;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One transfer of a master to a host, under a lease that is renewed while bytes flow. */
@Component
class ImageTransfer {
    private static final Logger log = LoggerFactory.getLogger(ImageTransfer.class);
    private static final int PIECE = 256 * 1024;

    private final ImageStore store;
    private final StagedImageTable table;
    private final Hypervisors hypervisors;
    private final FoundCopies found;

    ImageTransfer(ImageStore store, StagedImageTable table, Hypervisors hypervisors, FoundCopies found) {
        this.found = found;
        this.store = store;
        this.table = table;
        this.hypervisors = hypervisors;
    }

    void run(ImageView image, StagedCopy.Target target, long epoch, IntConsumer progress) {
        var key = target.key();
        try {
            var host = hypervisors.on(target.host());
            if (!found.isThere(
                    image, target, new LeasedProgress(table, key, epoch, image.fileBytes(), percent -> {}))) {
                upload(host, image, target, new LeasedProgress(table, key, epoch, image.fileBytes(), progress));
            }
            long allocated = host.volume(target.volume())
                    .map(VolumeFacts::allocatedBytes)
                    .orElseThrow(() -> takenOver(key));
            if (!table.ready(key, epoch, allocated)) {
                throw takenOver(key);
            }
        } catch (HostUnreachable e) {
            table.abandon(key, epoch);
            throw e;
        } catch (RuntimeException e) {
            cleanUp(target, epoch);
            throw inOurWords(e, image, key);
        }
    }

    private void upload(Hypervisor host, ImageView image, StagedCopy.Target target, LeasedProgress progress) {
        var digest = Sha256.digest();
        try (var content = new DigestInputStream(open(image), digest)) {
            host.upload(target.volume(), target.key().format().onHosts(), content, image.fileBytes(), progress::sent);
        } catch (IOException e) {
            throw new ImageMissing(image.name(), "closing the master of " + image.version());
        }
        if (!Sha256.hex(digest).equals(image.sha256())) {
            throw new ImageMissing(image.name(), "SHA-256 of the master of " + image.version() + " differs");
        }
    }

    private InputStream open(ImageView image) {
        return store.open(image.sha256(), image.format(), image.fileBytes())
                .map(content -> new BufferedInputStream(content, PIECE))
                .orElseThrow(() -> new ImageMissing(
                        image.name(),
                        "no master of " + image.version() + ", expected "
                                + store.path(image.sha256(), image.format())));
    }

    /** Whoever took over owns the volume by now: it is only removed under our own epoch. */
    private void cleanUp(StagedCopy.Target target, long epoch) {
        var key = target.key();
        if (!table.renew(key, epoch, StagedImages.LEASE)) {
            return;
        }
        try {
            hypervisors.on(target.host()).deleteVolume(target.volume());
            table.forget(key, epoch);
        } catch (Problem e) {
            log.warn(
                    "Could not remove the incomplete {} from host {}; the next transfer replaces it: {}",
                    target.volume(),
                    target.host(),
                    e.logDetail());
            table.abandon(key, epoch);
        }
    }

    private static RuntimeException inOurWords(RuntimeException e, ImageView image, StagedCopy.Key key) {
        if (e instanceof HypervisorProblem problem && problem.kind() == Kind.NO_SPACE) {
            return new NoCapacity(
                    "host-storage-full",
                    "There is not enough storage on the chosen host to hold image " + image.name()
                            + ". Try again later, or ask an administrator to make room.",
                    problem.logDetail(),
                    e);
        }
        if (e instanceof HypervisorProblem problem && problem.kind() == Kind.IN_USE) {
            return new Conflict(
                    "image-copy-spoilt",
                    "The host's copy of image " + image.name()
                            + " is spoilt, and VMs stand on it, so it cannot be replaced. "
                            + "Ask an administrator to look at it.",
                    key + ": " + problem.logDetail(),
                    e);
        }
        return e;
    }

    static Unavailable takenOver(StagedCopy.Key key) {
        return new Unavailable(
                "image-taken-over",
                "The transfer of the image was taken over by another node. It is looked at again.",
                "lost the lease of " + key,
                null);
    }
}
