package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streaming volumes onto the host. */
public interface UploadContract extends ContractFixture {
    @Test
    default void uploadsAWholeVolume() {
        var volume = fresh("seed");
        var content = content(3_000_001);
        var progress = new ArrayList<Long>();

        host().upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content), content.length, progress::add);

        assertThat(host().volume(volume).orElseThrow().capacityBytes()).isEqualTo(content.length);
        assertThat(progress).isSorted().endsWith((long) content.length);
    }

    @Test
    default void replacesAnEarlierUpload() {
        var volume = fresh("seed");
        host().upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content(70_000)), 70_000, sent -> {});

        host().upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content(512)), 512, sent -> {});

        assertThat(host().volume(volume).orElseThrow().capacityBytes()).isEqualTo(512);
    }

    @Test
    default void failsIfTheContentEndsTooEarly() {
        var volume = fresh("seed");

        assertThatThrownBy(() -> host().upload(
                                volume, VolumeFormat.RAW, new ByteArrayInputStream(content(1000)), 2000, sent -> {}))
                .isInstanceOf(HypervisorProblem.class);

        host().deleteVolume(volume);
        assertThat(host().volume(volume)).isEmpty();
    }

    @Test
    default void failsIfTheContentCannotBeRead() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the source broke");
            }
        };

        assertThatThrownBy(() -> host().upload(fresh("seed"), VolumeFormat.RAW, broken, 2000, sent -> {}))
                .isInstanceOf(HypervisorProblem.class)
                .hasRootCauseMessage("the source broke");
    }

    /** Two pieces and what is before the next one arrive; then the source breaks. */
    @Test
    default void goesOnWhereItBrokeOff() {
        var volume = fresh("raw");
        var content = content(9_000_001);
        Arrays.fill(content, 3_000_000, 6_500_000, (byte) 0);
        var parts = new KeepsAll();
        assertThatThrownBy(() -> host().upload(
                                volume, VolumeFormat.RAW, breaksAfter(content, 5 << 20), 0, content.length, parts))
                .isInstanceOf(HypervisorProblem.class);
        assertThat(parts.arrived).isBetween(1L << 20, 5L << 20);
        assertThat(host().volume(volume)).isPresent();

        var again = new KeepsAll();
        int from = (int) parts.arrived;
        var rest = new ByteArrayInputStream(content, from, content.length - from);
        host().upload(volume, VolumeFormat.RAW, rest, from, content.length, again);

        assertThat(again.sent).isEqualTo(content.length);
        assertThat(again.arrived).isBetween((long) from, (long) content.length);
        assertThat(uploaded(volume, content.length)).isEqualTo(sha256(content));
    }

    @Test
    default void goesOnWithNothingThatIsNotThere() {
        var rest = new ByteArrayInputStream(content(2 << 20));
        assertRefused(
                HypervisorProblem.Kind.NO_SUCH_VOLUME,
                () -> host().upload(fresh("none"), VolumeFormat.RAW, rest, 1 << 20, 3 << 20, new KeepsAll()));
    }

    /** SHA-256 of what has arrived. */
    default String uploaded(VolumeRef volume, long length) {
        return host().download(volume, (stream, bytes) -> {
            assertThat(bytes).isEqualTo(length);
            return sha256(all(stream));
        });
    }

    /** Wants every piece to be kept. */
    final class KeepsAll implements UploadParts {
        private long sent;
        private long arrived;

        @Override
        public void sent(long sofar) {
            sent = sofar;
        }

        @Override
        public boolean isDue() {
            return true;
        }

        @Override
        public void arrived(long bytes) {
            arrived = bytes;
        }
    }

    private static InputStream breaksAfter(byte[] content, int bytes) {
        return new SequenceInputStream(new ByteArrayInputStream(content, 0, bytes), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the source broke");
            }
        });
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    @Test
    default void readsBackWhatWasUploaded() {
        var volume = fresh("raw");
        var content = new byte[5 << 20];
        new Random(7).nextBytes(content);
        // The rest is a hole.
        Arrays.fill(content, 4000, content.length, (byte) 0);
        host().upload(volume, VolumeFormat.RAW, new ByteArrayInputStream(content), content.length, sent -> {});

        var read = host().download(volume, (stream, bytes) -> {
            assertThat(bytes).isEqualTo(content.length);
            return all(stream);
        });

        assertThat(read).isEqualTo(content);
    }

    @Test
    default void movesAnOverlayOntoABaseOfAnotherName() {
        var other = fresh("base.qcow2");
        byte[] image = host().download(base(), (stream, bytes) -> all(stream));
        host().upload(other, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
        var path = host().volume(other).orElseThrow().path();
        var overlay = fresh("overlay");
        host().createOverlay(overlay, base(), 100);
        var moved = fresh("moved");

        host().download(overlay, (stream, bytes) -> {
            host().upload(moved, VolumeFormat.QCOW2, Qcow2Base.named(stream, path), bytes, sent -> {});
            return true;
        });

        var facts = host().volume(moved).orElseThrow();
        assertThat(facts.backingPath()).hasValue(path);
        assertThat(facts.capacityBytes())
                .isEqualTo(host().volume(overlay).orElseThrow().capacityBytes());
        // Whoever others stand on goes last.
        host().deleteVolume(moved);
    }

    @Test
    default void endsADownloadThatNobodyReads() {
        var overlay = fresh("overlay");
        host().createOverlay(overlay, base(), 100);

        assertThatThrownBy(() -> host().download(overlay, (stream, bytes) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");

        host().deleteVolume(overlay);
        assertThat(host().volume(overlay)).isEmpty();
    }

    @Test
    default void refusesToReadWhatIsNotThere() {
        assertRefused(
                HypervisorProblem.Kind.NO_SUCH_VOLUME, () -> host().download(fresh("none"), (stream, bytes) -> true));
    }

    private static byte[] all(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
