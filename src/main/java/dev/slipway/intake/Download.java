package dev.slipway.intake;

import dev.slipway.intake.fetch.RemoteAnswer;
import dev.slipway.intake.fetch.RemoteFiles;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import dev.slipway.operation.StepContext;
import java.io.IOException;
import java.util.OptionalLong;

/** One connection that fetches, from where the last one ended. */
final class Download {
    private static final int MIB = 1024 * 1024;
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long LOOK_NANOS = 500_000_000L;

    private final Intake intake;
    private final IntakeTable table;
    private final IntakeAdmission admission;
    private final Arrivals arrivals;
    private final IntakeSettings settings;
    private final StepContext context;
    private OptionalLong length = OptionalLong.empty();
    private long lookedAt = System.nanoTime();
    private long windowBegan = System.nanoTime();
    private long windowBytes;

    Download(
            Intake intake,
            IntakeTable table,
            IntakeAdmission admission,
            Arrivals arrivals,
            IntakeSettings settings,
            StepContext context) {
        this.intake = intake;
        this.table = table;
        this.admission = admission;
        this.arrivals = arrivals;
        this.settings = settings;
        this.context = context;
    }

    /** @throws Unavailable if it broke off: what came stays */
    void run(RemoteFiles remote) {
        long here = intake.received();
        try (var answer = remote.open(intake.url().orElseThrow(), here, intake.modified())) {
            long begin = answer.begin(here);
            if (answer.isBeyond()) {
                anew();
            }
            length = answer.length();
            length.ifPresent(bytes -> requireFits(bytes, begin));
            if (begin < here) {
                table.received(intake.id(), begin);
            }
            table.sized(intake.id(), length);
            table.tagged(intake.id(), answer.tag().orElse(null));
            take(answer);
        }
    }

    /** What is here is not what is there. */
    private void anew() {
        table.received(intake.id(), 0);
        table.tagged(intake.id(), null);
        throw new Unavailable("fetch-broken", "The file at that address has changed meanwhile: it is fetched anew.");
    }

    private void requireFits(long bytes, long begin) {
        if (bytes > settings.largest().toBytes()) {
            throw tooLarge("has " + (bytes + GIB - 1) / GIB + " GiB");
        }
        admission.requireRoom(bytes - begin);
    }

    private void take(RemoteAnswer answer) {
        var arrival = arrivals.begin(
                intake.id(), () -> table.find(intake.id()).orElseThrow().received());
        var body = answer.body();
        try {
            // As much as there is, so that a slow server is seen to be one.
            for (int n = body.read(arrival.piece()); n > 0; n = body.read(arrival.piece())) {
                if (arrival.offset() + n > settings.largest().toBytes()) {
                    throw tooLarge("has no end within that");
                }
                if (!arrival.write(n)) {
                    throw new Unavailable("fetch-broken", "Another connection has taken over.");
                }
                look(arrival.offset(), n);
            }
        } catch (IOException e) {
            throw new Unavailable(
                    "fetch-broken", "The connection broke off.", intake.url().orElseThrow(), e);
        } finally {
            arrivals.end(intake.id(), arrival);
        }
        if (length.isEmpty()) {
            table.sized(intake.id(), OptionalLong.of(arrival.offset()));
        }
    }

    private void look(long offset, int more) {
        long now = System.nanoTime();
        windowBytes += more;
        long window = settings.slowWindow().toNanos();
        if (now - windowBegan > window) {
            if (windowBytes < settings.slowest().toBytes() * (now - windowBegan) / 1e9) {
                throw new Unavailable(
                        "fetch-slow",
                        "The server sends less than " + settings.slowest().toKilobytes() + " KiB a second.");
            }
            windowBegan = now;
            windowBytes = 0;
        }
        if (now - lookedAt > LOOK_NANOS) {
            lookedAt = now;
            admission.requireRoom(1);
            if (context.isCancelled()) {
                throw new Unavailable("fetch-stopped", "It was stopped.");
            }
            int percent = length.isPresent() ? (int) (offset * 100 / Math.max(1, length.getAsLong())) : 0;
            context.progress(percent, words(offset));
        }
    }

    private String words(long offset) {
        long mib = offset / MIB;
        return length.isPresent()
                ? "Fetching it: " + mib + " of " + length.getAsLong() / MIB + " MiB"
                : "Fetching it: " + mib + " MiB; how long it is, the server does not say";
    }

    private InvalidRequest tooLarge(String what) {
        return new InvalidRequest(
                "upload-too-large",
                "url",
                "Files of up to " + settings.largest().toBytes() / GIB + " GiB are taken, and this one " + what
                        + ". An administrator of the portal can set another limit.");
    }
}
