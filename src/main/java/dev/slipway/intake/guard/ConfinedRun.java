package dev.slipway.intake.guard;

import dev.slipway.kernel.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run in the cell, watched until it ends: at its own end, at that of its time, or when it is not wanted any more. */
final class ConfinedRun {
    private static final Logger log = LoggerFactory.getLogger(ConfinedRun.class);
    private static final int MOST_SAID = 64 * 1024;
    private static final long LOOK_MILLIS = 200;

    private final Process process;
    private final Confinement.Task task;

    private ConfinedRun(Process process, Confinement.Task task) {
        this.process = process;
        this.task = task;
    }

    /** @param said on standard output, at most 64 KiB; @param complaint on the other */
    record Result(int status, String said, String complaint) {}

    /**
     * @param listener given each piece of standard output as it comes
     * @throws dev.slipway.kernel.InvalidRequest if it took too long: no honest image does
     */
    static Result of(Confinement cell, Confinement.Task task, Consumer<String> listener, BooleanSupplier unwanted) {
        return of(
                cell,
                task,
                listener,
                unwanted,
                () -> Refusal.of(
                        "looking into it took longer than " + task.time().toMinutes()
                                + " minutes. Convert it yourself with: qemu-img convert -O qcow2 YOURS NEW"));
    }

    /** @param tooLong what to throw then */
    static Result of(
            Confinement cell,
            Confinement.Task task,
            Consumer<String> listener,
            BooleanSupplier unwanted,
            Supplier<RuntimeException> tooLong) {
        return new ConfinedRun(cell.start(task), task).await(listener, unwanted, tooLong);
    }

    private Result await(Consumer<String> listener, BooleanSupplier unwanted, Supplier<RuntimeException> tooLong) {
        try {
            var said = new Reader(process.getInputStream(), listener);
            var complaint = new Reader(process.getErrorStream(), piece -> {});
            long end = System.nanoTime() + task.time().toNanos();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (unwanted.getAsBoolean()) {
                    throw new Unavailable("guard-stopped", "It was stopped.");
                }
                if (System.nanoTime() >= end) {
                    throw tooLong.get();
                }
            }
            var result = new Result(process.exitValue(), said.all(), complaint.all());
            if (result.status() != 0) {
                log.info(
                        "{} ended with {}: {}",
                        task.program(),
                        result.status(),
                        result.complaint().strip());
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("guard-stopped", "The portal is ending; this goes on when it is back.", null, e);
        } finally {
            // The first of the cell, which takes the others with it.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Reads on to the end, whatever it keeps: a full pipe would stop the program. */
    private static final class Reader {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread thread;

        Reader(InputStream from, Consumer<String> listener) {
            thread = Thread.ofPlatform().daemon().name("guard-reader").start(() -> {
                var piece = new byte[4096];
                try (from) {
                    for (int n = from.read(piece); n >= 0; n = from.read(piece)) {
                        if (kept.size() + n <= MOST_SAID) {
                            kept.write(piece, 0, n);
                        }
                        listener.accept(new String(piece, 0, n, StandardCharsets.ISO_8859_1));
                    }
                } catch (IOException e) {
                    log.debug("What a confined program said could not be read to its end", e);
                }
            });
        }

        String all() throws InterruptedException {
            thread.join();
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
