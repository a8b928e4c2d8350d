package dev.slipway.intake.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** By the real libguestfs, whose appliance takes some twenty seconds to start without acceleration. */
@Tag("real")
class DiskCleaningTest {
    @TempDir
    private Path directory;

    @Test
    void removesWhatIdentifiesAGuestAndNothingElse() throws IOException {
        var leftBehind = Files.createDirectory(directory.resolve("appliance-of-a-killed-portal"));
        Files.setLastModifiedTime(leftBehind, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var linux = new LinuxDisk(directory);
        var disk = linux.qcow2();
        List<Integer> told = new ArrayList<>();
        assertThat(cleaning(Duration.ofMinutes(5), false).whyNot()).isEmpty();

        cleaning(Duration.ofMinutes(5), false).clean(disk, told::add, () -> false);

        linux.assertClean(disk);
        assertThat(told)
                .isSorted()
                .last()
                .satisfies(percent -> assertThat(percent).isBetween(50, 99));
        assertNoAppliance();
    }

    @Test
    void saysWhatItCannotCleanAndWhatToDo() throws IOException {
        var blank = new HostileImages(directory).in("qcow2");
        assertThatThrownBy(() -> cleaning(Duration.ofMinutes(5), false).clean(blank, p -> {}, () -> false))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("No operating system that libguestfs knows")
                .hasMessageContaining("without cleaning");
        assertNoAppliance();
    }

    @Test
    void endsWithItsTimeOrWhenItIsNotWantedAnyMore() throws IOException {
        var blank = new HostileImages(directory).in("qcow2");
        assertThatThrownBy(() -> cleaning(Duration.ofMillis(1), false).clean(blank, p -> {}, () -> false))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("could not be cleaned");
        assertThatThrownBy(() -> cleaning(Duration.ofMinutes(5), false).clean(blank, p -> {}, () -> true))
                .isInstanceOf(Unavailable.class);
        assertNoAppliance();
    }

    @Test
    void isNotDoneOutsideTheCell() {
        assertThat(cleaning(Duration.ofMinutes(5), true).whyNot())
                .hasValueSatisfying(why -> assertThat(why).contains("does not let it shut in"));
    }

    private void assertNoAppliance() throws IOException {
        try (var all = Files.list(directory)) {
            assertThat(all.filter(p -> p.getFileName().toString().startsWith("appliance-")))
                    .isEmpty();
        }
    }

    private static DiskCleaning cleaning(Duration time, boolean unconfined) {
        var settings = new GuardSettings(
                DataSize.ofGigabytes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2),
                time,
                DataSize.ofGigabytes(6),
                unconfined);
        return new DiskCleaning(new Confinement(settings), settings, Clock.systemUTC());
    }
}
