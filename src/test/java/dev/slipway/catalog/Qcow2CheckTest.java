package dev.slipway.catalog;

import static dev.slipway.testing.Qcow2Samples.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.testing.Qcow2Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Qcow2CheckTest {
    private static final long MIB = 1024 * 1024;
    private static final int CLUSTER = 65_536;

    @TempDir
    Path directory;

    @Test
    void acceptsAPlainImageAndTellsItsSize() throws IOException {
        assertThat(check(ofMib(700))).isEqualTo(700 * MIB);
    }

    @Test
    void acceptsVersionTwo() throws IOException {
        assertThat(check(spoilt(image -> image.putInt(VERSION_AT, 2)))).isEqualTo(64 * MIB);
    }

    static Stream<Arguments> hostileImages() {
        return Stream.of(
                refused("no qcow2 file", image -> image.putInt(0, 0x7f454c46)),
                refused("version 9", image -> image.putInt(VERSION_AT, 9)),
                refused("stands on another file", image -> image.putLong(BACKING_OFFSET_AT, 112)),
                refused("stands on another file", image -> image.putInt(16, 11)),
                refused("encrypted", image -> image.putInt(ENCRYPTION_AT, 2)),
                refused("not closed properly", image -> image.putLong(INCOMPATIBLE_AT, 1)),
                refused("marked as damaged", image -> image.putLong(INCOMPATIBLE_AT, 2)),
                refused("another file", image -> image.putLong(INCOMPATIBLE_AT, 4)),
                refused("not known here", image -> image.putLong(INCOMPATIBLE_AT, 1L << 40)),
                refused("cluster size", image -> image.putInt(CLUSTER_BITS_AT, 63)),
                refused("cluster size", image -> image.putInt(CLUSTER_BITS_AT, -1)),
                refused("disk size", image -> image.putLong(SIZE_AT, 0)),
                refused("disk size", image -> image.putLong(SIZE_AT, -512)),
                refused("disk size", image -> image.putLong(SIZE_AT, 1000)),
                refused("larger than 2 TiB", image -> image.putLong(SIZE_AT, 3L << 40)),
                refused("snapshots", image -> image.putInt(60, 1)),
                refused("first table", image -> image.putInt(L1_ENTRIES_AT, 0)),
                refused("first table", image -> image.putInt(L1_ENTRIES_AT, -1)),
                refused("first table", image -> image.putLong(L1_OFFSET_AT, 40L * CLUSTER)),
                refused("first table", image -> image.putLong(L1_OFFSET_AT, Long.MAX_VALUE - 4095)),
                refused("first table", image -> image.putLong(L1_OFFSET_AT, 3L * CLUSTER + 8)),
                refused("reference counts", image -> image.putInt(56, 0)),
                refused("reference counts", image -> image.putInt(56, -1)),
                refused("reference counts", image -> image.putLong(48, 4L * CLUSTER)),
                refused("reference counts", image -> image.putInt(96, 30)),
                refused("impossible length", image -> image.putInt(100, 1_000_000)),
                refused("impossible length", image -> image.putInt(100, -8)),
                refused(
                        "in another file",
                        image -> image.putInt(104, 0x44415441).putInt(108, 8)),
                refused(
                        "header is damaged",
                        image -> image.putInt(104, 0x6803f857).putInt(108, -4)),
                refused(
                        "header is damaged",
                        image -> image.putInt(104, 0x6803f857).putInt(108, CLUSTER)),
                refused("outside the file", image -> image.putLong(3 * CLUSTER, 1L << 63 | 80L * CLUSTER)),
                refused("outside the file", image -> image.putLong(3 * CLUSTER, 1L << 63 | (CLUSTER + 512))));
    }

    @ParameterizedTest(name = "{0} ({index})")
    @MethodSource("hostileImages")
    void refusesWithTheReason(String reason, Consumer<ByteBuffer> spoil) {
        assertRefused(reason, spoilt(spoil));
    }

    @Test
    void refusesWhatIsCutOffAnywhere() {
        var image = ofMib(64);
        for (int length : new int[] {0, 3, 71, 100, CLUSTER - 1, CLUSTER, 2 * CLUSTER, 3 * CLUSTER}) {
            assertRefused("", Arrays.copyOf(image, length));
        }
    }

    /** Whatever the bytes: an answer or a refusal in words, nothing else. */
    @Test
    void neverFailsInAnotherWay() throws IOException {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            var image = ofMib(64);
            for (int n = 0; n <= random.nextInt(4); n++) {
                image[random.nextInt(120)] = (byte) random.nextInt();
            }
            try {
                assertThat(check(image)).as("seed " + seed).isPositive();
            } catch (InvalidRequest e) {
                assertThat(e.sentence()).as("seed " + seed).startsWith("The image cannot be used: ");
            }
        }
    }

    private void assertRefused(String reason, byte[] image) {
        assertThatThrownBy(() -> check(image))
                .isInstanceOfSatisfying(
                        InvalidRequest.class,
                        problem -> assertThat(problem.code()).isEqualTo("image-rejected"))
                .hasMessageContaining(reason);
    }

    private long check(byte[] image) throws IOException {
        return Qcow2Check.virtualBytes(Qcow2Samples.write(directory.resolve("image"), image));
    }

    private static Arguments refused(String reason, Consumer<ByteBuffer> spoil) {
        return Arguments.of(reason, spoil);
    }

    private static byte[] spoilt(Consumer<ByteBuffer> spoil) {
        var image = ofMib(64);
        spoil.accept(ByteBuffer.wrap(image));
        return image;
    }
}
