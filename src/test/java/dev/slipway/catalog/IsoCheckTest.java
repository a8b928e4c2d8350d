package dev.slipway.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.testing.IsoSamples;
import dev.slipway.testing.Qcow2Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only whole discs are taken for discs. */
class IsoCheckTest {
    @TempDir
    Path directory;

    @Test
    void takesADiscThatIsWhole() throws IOException {
        var iso = IsoSamples.ofSectors(40, 1);

        assertThat(check(iso)).isEqualTo(iso.length);
    }

    @Test
    void takesADiscThatBeginsWithItsBootRecord() throws IOException {
        assertThat(check(IsoSamples.bootable(40, 1))).isEqualTo(40 * IsoSamples.SECTOR);
    }

    @Test
    void refusesWhatIsNoDisc() {
        assertRefused("it is no ISO", Qcow2Samples.ofMib(64));
        assertRefused("it is no ISO", new byte[0]);
        assertRefused("it is no ISO", new byte[100_000]);
    }

    @Test
    void refusesADiscThatIsCutOff() {
        var iso = IsoSamples.ofSectors(40, 1);

        assertRefused("it is cut off", Arrays.copyOf(iso, iso.length - 1));
    }

    @Test
    void refusesImpossibleDescriptions() {
        var noSectors = IsoSamples.ofSectors(40, 1);
        Arrays.fill(noSectors, IsoSamples.SECTORS_AT, IsoSamples.SECTORS_AT + 4, (byte) 0);
        assertRefused("impossible", noSectors);

        var endsAtOnce = IsoSamples.ofSectors(40, 1);
        endsAtOnce[IsoSamples.DESCRIPTORS_AT] = (byte) 255;
        assertRefused("no description of its content", endsAtOnce);

        var bootRecordsOnly = new byte[200 * IsoSamples.SECTOR];
        for (int sector = 16; sector < 200; sector++) {
            IsoSamples.describe(bootRecordsOnly, sector, 0);
        }
        assertRefused("no description of its content", bootRecordsOnly);
    }

    private long check(byte[] content) throws IOException {
        return IsoCheck.bytes(Files.write(directory.resolve("disc.iso"), content));
    }

    private void assertRefused(String why, byte[] content) {
        assertThatThrownBy(() -> check(content))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.sentence()).contains(why));
    }
}
