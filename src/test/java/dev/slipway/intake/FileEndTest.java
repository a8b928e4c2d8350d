package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileEndTest {
    private static final int MIB = 1024 * 1024;

    private final Random random = new Random(7);

    @TempDir
    private Path directory;

    @Test
    void writesPiecesOfAnyLengthFromAnywhere() throws IOException {
        // Where there is a file system in memory, it may not know of anything but its cache.
        for (Path there : new Path[] {directory, Path.of("/dev/shm")}) {
            for (int begin : new int[] {0, 1, 4096, 12_345, MIB + 511}) {
                goesOn(Files.createTempFile(there, "file", ".part"), begin);
            }
        }
    }

    private void goesOn(Path path, int begin) throws IOException {
        var all = new ByteArrayOutputStream();
        try (var file = new FileEnd(path)) {
            file.cut(0);
            add(begin + 5000, file, all);
        }
        byte[] kept = Arrays.copyOf(all.toByteArray(), begin);
        all.reset();
        all.write(kept);
        try (var file = new FileEnd(path)) {
            assertThat(file.lock()).isTrue();
            assertThat(file.size()).isEqualTo(begin + 5000);
            file.cut(begin);
            assertThat(file.size()).isEqualTo(begin);
            for (int length : new int[] {MIB, MIB, 3, MIB - 7, 700_000, 4095, 300_001, 0, MIB}) {
                add(length, file, all);
            }
            file.makeSafe();
        }
        assertThat(Files.readAllBytes(path)).isEqualTo(all.toByteArray());
        Files.delete(path);
    }

    private void add(int length, FileEnd file, ByteArrayOutputStream all) throws IOException {
        var piece = new byte[length];
        random.nextBytes(piece);
        all.write(piece);
        file.write(ByteBuffer.wrap(piece));
    }
}
