package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
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

    private static byte[] content(int length) {
        var content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
