package dev.slipway.catalog;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
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
    private final HalfCopies half;
    private final StagingProperties properties;

    ImageTransfer(
            ImageStore store,
            StagedImageTable table,
            Hypervisors hypervisors,
            FoundCopies found,
            HalfCopies half,
            StagingProperties properties) {
        this.found = found;
        this.half = half;
        this.properties = properties;
        this.store = store;
        this.table = table;
        this.hypervisors = hypervisors;
    }

    /** @param before what has arrived of it by an earlier transfer */
    void run(
            ImageView image,
            StagedCopy.Target target,
            long epoch,
            Optional<StagedCopy.Arrived> before,
            IntConsumer progress) {
        var key = target.key();
        try {
            var task = new Task(image, target, epoch, leased(image, key, epoch, progress));
            boolean whole = before.isPresent()
                    ? goOn(task, before.get())
                    : found.isThere(image, target, leased(image, key, epoch, percent -> {}));
            if (!whole) {
                anew(task);
            }
            long allocated = hypervisors
                    .on(target.host())
                    .volume(target.volume())
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

    private record Task(ImageView image, StagedCopy.Target target, long epoch, LeasedProgress progress) {}

    private LeasedProgress leased(ImageView image, StagedCopy.Key key, long epoch, IntConsumer progress) {
        return new LeasedProgress(table, key, epoch, image.fileBytes(), progress);
    }

    /** @return false if what has arrived cannot be relied on */
    private boolean goOn(Task task, StagedCopy.Arrived before) {
        if (!half.isThere(task.target(), before)) {
            return false;
        }
        try (var content = new PrefixDigest(open(task.image()))) {
            skip(content, before.bytes(), task.progress());
            if (!content.upTo(before.bytes()).equals(before.sha256())) {
                log.info(
                        "The master of {} is not as it was, so it is sent from the beginning",
                        task.image().version());
                return false;
            }
            send(task, content, before.bytes());
            return true;
        } catch (IOException e) {
            throw unreadable(task.image(), e);
        }
    }

    /** Added up once more, since the whole is compared with its checksum in the end. */
    private static void skip(PrefixDigest content, long bytes, LeasedProgress progress) throws IOException {
        var piece = new byte[PIECE];
        for (long read = 0; read < bytes; ) {
            int count = content.read(piece, 0, (int) Math.min(PIECE, bytes - read));
            if (count < 0) {
                throw new EOFException("after " + read + " bytes");
            }
            read += count;
            content.forgetBefore(read);
            progress.sent(read);
        }
    }

    private void anew(Task task) {
        if (!table.nothingArrived(task.target().key(), task.epoch())) {
            throw takenOver(task.target().key());
        }
        try (var content = new PrefixDigest(open(task.image()))) {
            send(task, content, 0);
        } catch (IOException e) {
            throw unreadable(task.image(), e);
        }
    }

    private void send(Task task, PrefixDigest content, long from) {
        var image = task.image();
        var target = task.target();
        var parts = new Sending(table, target.key(), task.epoch(), content, task.progress(), properties.keepEvery());
        hypervisors
                .on(target.host())
                .upload(target.volume(), target.key().format().onHosts(), content, from, image.fileBytes(), parts);
        if (!content.whole().equals(image.sha256())) {
            throw new ImageMissing(image.name(), "SHA-256 of the master of " + image.version() + " differs");
        }
    }

    private static ImageMissing unreadable(ImageView image, IOException e) {
        return new ImageMissing(image.name(), "reading the master of " + image.version() + ": " + e);
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
