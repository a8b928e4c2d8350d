package dev.slipway.vm.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeedIsoTest {
    private final SeedIso isos = new SeedIso(Clock.systemUTC());

    @Test
    void carriesItsFilesByTheirNamesUnderTheLabelThatCloudInitLooksFor() {
        var iso = isos.write(new Seed(
                "instance-id: 7\n",
                "#cloud-config\nhostname: wéb\n",
                Optional.of("#cloud-config\nntp: {}\n"),
                Optional.of("version: 2\n")));

        var read = IsoReader.read(iso);
        assertThat(read.label()).isEqualTo("cidata");
        assertThat(read.files())
                .containsEntry("meta-data", "instance-id: 7\n")
                .containsEntry("user-data", "#cloud-config\nhostname: wéb\n")
                .containsEntry("vendor-data", "#cloud-config\nntp: {}\n")
                .containsEntry("network-config", "version: 2\n");
        assertThat(iso.length % 2048).isZero();
    }

    @Test
    void holdsTheLargestUserData() {
        var text = "#!" + "x".repeat(UserData.MOST_BYTES - 2);

        assertThat(IsoReader.read(isos.write(new Seed("a: b\n", text, Optional.empty(), Optional.empty())))
                        .files())
                .containsAllEntriesOf(Map.of("user-data", text));
    }
}
