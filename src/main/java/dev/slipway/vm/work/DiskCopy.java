package dev.slipway.vm.work;

import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.Qcow2Base;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import dev.slipway.vm.move.Journey;
import dev.slipway.vm.move.Journeys;
import dev.slipway.vm.state.VmSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * A disk that nobody writes to goes from host to portal to host, holes as holes, nothing of it kept on the way. It is read
 * back from where it arrived and compared, before anybody thinks of removing the first one.
 */
@Component
public class DiskCopy {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final long MIB = 1024 * 1024;
    private static final int HALF = 50;
    private static final int ALL = 100;

    private final VmHosts hosts;
    private final Journeys journeys;
    private final VmImages images;
    private final VmSettings settings;

    /** Whoever asked does not want it any more. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    DiskCopy(VmHosts hosts, Journeys journeys, VmImages images, VmSettings settings) {
        this.images = images;
        this.hosts = hosts;
        this.journeys = journeys;
        this.settings = settings;
    }

    /** The image is there already, and the seed is written anew. */
    public StepOutcome copy(Journey journey, StepContext context) {
        if (!journeys.isStaged(journey, context)) {
            return StepOutcome.again(LOOK_AGAIN, "The image is just being copied to the other host");
        }
        var basePath = images.base(journey.there())
                .map(base -> journey.destination().volume(base).orElseThrow().path());
        var carried = carry(
                new Carriage(
                        journey.source(),
                        hosts.disk(journey.here()),
                        journey.destination(),
                        hosts.disk(journey.there()),
                        basePath,
                        "Copying the disk to the other host"),
                context);
        if (carried instanceof StepOutcome.Done) {
            journeys.writeSeed(journey);
        }
        return carried;
    }

    /**
     * One disk on its way.
     *
     * @param basePath what it stands on where it arrives, if it stands on anything
     * @param words for people
     */
    public record Carriage(
            Hypervisor source,
            VolumeRef from,
            Hypervisor destination,
            VolumeRef to,
            Optional<String> basePath,
            String words) {}

    /** What is there of that name already is replaced. */
    public StepOutcome carry(Carriage disk, StepContext context) {
        try {
            var sent = send(disk, context);
            if (!Arrays.equals(sent, arrived(disk, context))) {
                throw new HypervisorProblem(
                        Kind.BUSY,
                        "The disk arrived otherwise than it was sent. It is copied once more.",
                        "copy of " + disk.from() + " differs",
                        null);
            }
        } catch (Cancelled e) {
            return StepOutcome.again(Duration.ZERO, "Stopping the copy");
        }
        return StepOutcome.done();
    }

    /**
     * A whole file on its way from the portal to a host.
     *
     * @param words for people
     * @param sent told the SHA-256 of what was read
     */
    public record Delivery(
            InputStream content,
            long bytes,
            Hypervisor destination,
            VolumeRef to,
            String words,
            Consumer<byte[]> sent) {}

    /** What is there of that name already is replaced. */
    public StepOutcome deliver(Delivery disk, StepContext context) {
        try {
            var meter = new Meter(context, disk.words(), disk.bytes(), 0, ALL);
            var digested = new DigestInputStream(disk.content(), sha256());
            disk.destination().upload(disk.to(), VolumeFormat.QCOW2, digested, disk.bytes(), meter::passed);
            disk.sent().accept(digested.getMessageDigest().digest());
        } catch (Cancelled e) {
            return StepOutcome.again(Duration.ZERO, "Stopping the copy");
        }
        return StepOutcome.done();
    }

    private byte[] send(Carriage disk, StepContext context) {
        var other = disk.basePath()
                .filter(path -> !disk.source()
                        .volume(disk.from())
                        .flatMap(facts -> facts.backingPath())
                        .equals(Optional.of(path)));
        return disk.source().download(disk.from(), (content, bytes) -> {
            var meter = new Meter(context, disk.words(), bytes, 0, HALF);
            var digested = new DigestInputStream(renamed(content, other), sha256());
            disk.destination().upload(disk.to(), VolumeFormat.QCOW2, digested, bytes, meter::passed);
            return digested.getMessageDigest().digest();
        });
    }

    private static InputStream renamed(InputStream content, Optional<String> basePath) {
        return basePath.map(path -> Qcow2Base.named(content, path)).orElse(content);
    }

    private byte[] arrived(Carriage disk, StepContext context) {
        return disk.destination().download(disk.to(), (content, bytes) -> {
            var meter = new Meter(context, "Comparing what arrived", bytes, HALF, HALF);
            var digested = new DigestInputStream(content, sha256());
            drain(digested, meter);
            return digested.getMessageDigest().digest();
        });
    }

    private static void drain(InputStream content, Meter meter) {
        var piece = new byte[1 << 20];
        var all = 0L;
        try {
            for (var n = content.read(piece); n >= 0; n = content.read(piece)) {
                all += n;
                meter.passed(all);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how far it is, keeps to the limit, and listens for a cancellation. */
    private final class Meter {
        private final StepContext context;
        private final String words;
        private final long bytes;
        private final int from;
        private final int share;
        private final long begun = System.nanoTime();
        private long listened = begun;

        Meter(StepContext context, String words, long bytes, int from, int share) {
            this.context = context;
            this.words = words;
            this.bytes = bytes;
            this.from = from;
            this.share = share;
        }

        void passed(long sent) {
            context.progress(
                    from + (int) (share * sent / Math.max(1, bytes)),
                    words + ": " + sent / MIB + " of " + bytes / MIB + " MiB");
            var now = System.nanoTime();
            if (now - listened > LOOK_AGAIN.toNanos()) {
                listened = now;
                if (context.isCancelled()) {
                    throw new Cancelled();
                }
            }
            settings.moves().limit(context).ifPresent(limit -> pause(sent, limit));
        }

        private void pause(long sent, long mibPerSecond) {
            var due = begun + (long) (1e9 * sent / (mibPerSecond * MIB));
            var wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
