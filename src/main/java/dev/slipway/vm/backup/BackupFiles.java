package dev.slipway.vm.backup;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where backups are kept: a directory that all portal nodes share. A file under its final name is whole, and was safe from a
 * power cut before it got that name.
 */
@Component
class BackupFiles {
    private static final int PIECE = 1024 * 1024;
    private static final long BETWEEN_LOOKS = 16L * PIECE;
    private static final Pattern OURS = Pattern.compile("([0-9a-f-]{36})\\.(qcow2|part)");

    private final Path directory;
    private final BackupSettings settings;

    BackupFiles(BackupSettings settings, @Value("${slipway.state}") Path state) {
        this.settings = settings;
        var set = settings.directory();
        this.directory = set == null ? state.resolve("backups") : set;
    }

    private Path file(BackupId id) {
        return directory.resolve(id + ".qcow2");
    }

    private Path part(BackupId id) {
        return directory.resolve(id + ".part");
    }

    /**
     * Copies a file here; one that is here already is replaced.
     *
     * @param progress told how many bytes are here
     * @throws NoCapacity {@code backup-store-full}
     */
    BackupView.KeptFile keep(BackupId id, Path from, LongConsumer progress, BooleanSupplier unwanted) {
        try {
            Files.createDirectories(directory);
            requireRoom(Files.size(from));
            var kept = copy(from, part(id), progress, unwanted);
            Files.move(part(id), file(id), StandardCopyOption.ATOMIC_MOVE);
            sync();
            return kept;
        } catch (IOException e) {
            throw broken("keep " + file(id), e);
        }
    }

    private static BackupView.KeptFile copy(Path from, Path to, LongConsumer progress, BooleanSupplier unwanted)
            throws IOException {
        var digest = sha256();
        try (var in = FileChannel.open(from, StandardOpenOption.READ);
                var out = FileChannel.open(
                        to,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            var piece = ByteBuffer.allocate(PIECE);
            long written = 0;
            while (in.read(piece.clear()) >= 0) {
                digest.update(piece.flip().duplicate());
                while (piece.hasRemaining()) {
                    written += out.write(piece);
                }
                heed(in.position(), progress, unwanted);
            }
            out.force(true);
            return new BackupView.KeptFile(written, HexFormat.of().formatHex(digest.digest()));
        }
    }

    /** Whether what is here is what was kept, to the byte. Gone is not. */
    boolean isWhole(BackupRow backup, LongConsumer progress, BooleanSupplier unwanted) {
        var kept = backup.requireFile();
        var digest = sha256();
        var piece = new byte[PIECE];
        long read = 0;
        try (var in = Files.newInputStream(file(backup.id()))) {
            for (int n = in.readNBytes(piece, 0, PIECE); n > 0; n = in.readNBytes(piece, 0, PIECE)) {
                digest.update(piece, 0, n);
                read += n;
                heed(read, progress, unwanted);
            }
            return read == kept.bytes()
                    && HexFormat.of().formatHex(digest.digest()).equals(kept.sha256());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw broken("read " + file(backup.id()), e);
        }
    }

    /** @throws Conflict {@code backup-damaged} if it is gone, or not of its length any more */
    Path require(BackupRow backup) {
        var file = file(backup.id());
        try {
            if (Files.isRegularFile(file)
                    && Files.size(file) == backup.requireFile().bytes()) {
                return file;
            }
            throw damaged(backup);
        } catch (IOException e) {
            throw broken("look at " + file, e);
        }
    }

    /** @throws Conflict as {@link #require} */
    InputStream open(BackupRow backup) {
        try {
            return Files.newInputStream(require(backup));
        } catch (IOException e) {
            throw broken("open " + file(backup.id()), e);
        }
    }

    /** For a file that is not what was kept. */
    static Conflict damaged(BackupRow backup) {
        return new Conflict(
                "backup-damaged",
                "The file of this backup is damaged or gone: its checksum is not the one that it had when it was made, so"
                        + " nothing is replaced by it. Use another backup, and tell an administrator to look at where backups are"
                        + " kept.",
                "backup " + backup.id(),
                null);
    }

    /** Gone already is done. */
    void delete(BackupId id) {
        try {
            Files.deleteIfExists(part(id));
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw broken("delete " + file(id), e);
        }
    }

    /** Of files that nothing has written to since then. */
    List<BackupId> untouchedSince(Instant then) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<BackupId> found = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                var ours = OURS.matcher(file.getFileName().toString());
                if (ours.matches() && changed(file).isBefore(then)) {
                    found.add(new BackupId(UUID.fromString(ours.group(1))));
                }
            }
            return found;
        } catch (IOException e) {
            throw broken("list " + directory, e);
        }
    }

    private static Instant changed(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX;
        }
    }

    private void requireRoom(long bytes) throws IOException {
        long room = Files.getFileStore(directory).getUsableSpace()
                - settings.keepFree().toBytes();
        if (bytes > room) {
            throw new NoCapacity(
                    "backup-store-full",
                    "There is no room for it where backups are kept: " + mib(bytes) + " MiB are wanted, and "
                            + mib(Math.max(0, room)) + " MiB may be used. Delete backups that nobody needs, or ask an"
                            + " administrator to make room.");
        }
    }

    /** Now and then: it costs a look into the database. */
    private static void heed(long here, LongConsumer progress, BooleanSupplier unwanted) {
        if (here % BETWEEN_LOOKS != 0) {
            return;
        }
        progress.accept(here);
        if (unwanted.getAsBoolean()) {
            throw new Unavailable("backup-stopped", "It was stopped.");
        }
    }

    /** A rename is only safe from a power cut when its directory is. */
    private void sync() throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Unavailable broken(String what, IOException cause) {
        return new Unavailable(
                "backup-store",
                "Where backups are kept, files cannot be read or written. An administrator looks whether that disk is full"
                        + " or broken.",
                what,
                cause);
    }

    private static long mib(long bytes) {
        return (bytes + PIECE - 1) / PIECE;
    }
}
