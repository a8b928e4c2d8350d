package dev.slipway.intake.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Disks made by the real qemu-img, and then spoilt. */
public final class HostileImages {
    private static final int CLUSTER = 65_536;

    private final Path directory;

    public HostileImages(Path directory) {
        this.directory = directory;
    }

    /** A disk of 16 MiB that begins with a boot sector, with some data. */
    public Path raw() {
        return write("raw", bootable(16 * 1024 * 1024));
    }

    public static byte[] bootable(int bytes) {
        var disk = new byte[bytes];
        Arrays.fill(disk, 1024 * 1024, 1024 * 1024 + 200_000, (byte) 0x5a);
        disk[0] = (byte) 0xeb;
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        return disk;
    }

    /** The disk of {@link #raw}, in that format. */
    public Path in(String format, String... options) {
        var made = directory.resolve("made." + format);
        List<String> words = new ArrayList<>(List.of("convert", "-f", "raw", "-O", format));
        words.addAll(List.of(options));
        words.addAll(List.of(raw().toString(), made.toString()));
        qemuImg(words.toArray(String[]::new));
        return made;
    }

    public Path create(String format, String size, String... options) {
        var made = directory.resolve("created." + format);
        List<String> words = new ArrayList<>(List.of("create", "-q", "-f", format));
        words.addAll(List.of(options));
        words.addAll(List.of(made.toString(), size));
        qemuImg(words.stream().filter(w -> !w.isEmpty()).toArray(String[]::new));
        return made;
    }

    /** An ISO 9660 of that many sectors by what it says, with as many in the file. */
    public Path iso(int said, int there) {
        var disc = ByteBuffer.allocate(there * 2048).order(ByteOrder.LITTLE_ENDIAN);
        disc.put(16 * 2048, (byte) 1).put(16 * 2048 + 1, latin("CD001"));
        disc.put(16 * 2048 + 40, latin("TEST DISC                       "));
        disc.putInt(16 * 2048 + 80, said).putShort(16 * 2048 + 128, (short) 2048);
        disc.put(17 * 2048, (byte) 255).put(17 * 2048 + 1, latin("CD001"));
        return write("disc", disc.array());
    }

    /**
     * That qcow2 with a LUKS header inside. qemu-img could make one, but it measures its own speed for that and gives up
     * where the clock of a thread is coarse.
     */
    Path lockedByLuks(Path qcow2) {
        var luks = ByteBuffer.allocate(4096);
        luks.put(latin("LUKS\u00ba\u00be")).putShort((short) 1);
        luks.put(8, latin("aes")).put(40, latin("xts-plain64")).put(72, latin("sha256"));
        luks.putInt(104, 4096).putInt(108, 64).putInt(164, 1000);
        for (int slot = 0; slot < 8; slot++) {
            int at = 208 + 48 * slot;
            luks.putInt(at, 0xdead).putInt(at + 40, 8 + 504 * slot).putInt(at + 44, 4000);
        }
        long end = qcow2.toFile().length();
        long room = (end + CLUSTER - 1) / CLUSTER * CLUSTER;
        put(qcow2, room, luks.array());
        put(qcow2, 32, ByteBuffer.allocate(4).putInt(2).array());
        var extension = ByteBuffer.allocate(32).putInt(0x0537be77).putInt(16).putLong(room);
        return put(qcow2, 112, extension.putLong(2 * 1024 * 1024).array());
    }

    public Path write(String name, byte[] content) {
        try {
            return Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String directoryOf(String name) {
        return directory.resolve(name).toString();
    }

    public Path text(String content) {
        return write("text", content.getBytes(StandardCharsets.ISO_8859_1));
    }

    static Path put(Path file, long at, byte[] bytes) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path putLong(Path file, long at, long value) {
        return put(
                file,
                at,
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    static Path putInt(Path file, long at, int value) {
        return put(
                file,
                at,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(value)
                        .array());
    }

    static Path cut(Path file, long length) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path lengthen(Path file, long length) {
        return put(file, length - 1, new byte[1]);
    }

    /** Replaces words in place; both are equally long. */
    static Path replace(Path file, String old, String with) {
        try {
            var content = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!content.contains(old) || old.length() != with.length()) {
                throw new AssertionError(file + " has no " + old);
            }
            return Files.writeString(file, content.replace(old, with), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void qemuImg(String... arguments) {
        List<String> command = new ArrayList<>(List.of("qemu-img"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
