package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Empty disks, and discs in drives. */
public interface DriveContract extends ContractFixture {
    @Test
    default void givesADiskAnotherCapacity() {
        var disk = fresh("disk");
        host().createDisk(disk, 100);

        host().resizeDisk(disk, 300);
        host().resizeDisk(disk, 300);

        assertThat(host().volume(disk).orElseThrow().capacityBytes()).isEqualTo(300L << 20);

        host().resizeDisk(disk, 100);

        assertThat(host().volume(disk).orElseThrow().capacityBytes()).isEqualTo(100L << 20);
        host().deleteVolume(disk);
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().resizeDisk(disk, 300));
    }

    @Test
    default void makesAnEmptyDiskOnce() {
        var disk = fresh("disk");

        host().createDisk(disk, 100);
        host().createDisk(disk, 100);

        var facts = host().volume(disk).orElseThrow();
        assertThat(facts.capacityBytes()).isEqualTo(100L << 20);
        assertThat(facts.allocatedBytes()).isLessThan(1 << 20);
        assertThat(facts.backingPath()).isEmpty();
        assertRefused(Kind.IN_USE, () -> host().createDisk(disk, 200));
    }

    @Test
    default void takesNoDiskOnAnImageForAnEmptyOne() {
        var disk = fresh("disk");
        host().createOverlay(disk, base(), 100);

        assertRefused(Kind.IN_USE, () -> host().createDisk(disk, 100));
    }

    @Test
    default void changesDiscsWhileItRuns() {
        var domain = running(List.of(Optional.of(disc()), Optional.empty()));
        var other = disc();

        host().changeDisc(domain, 1, Optional.of(other));
        host().changeDisc(domain, 1, Optional.of(other));
        host().changeDisc(domain, 0, Optional.of(other));
        host().changeDisc(domain, 0, Optional.empty());
        host().changeDisc(domain, 0, Optional.empty());

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void refusesADriveThatItWasStartedWithout() {
        var domain = running(List.of());

        assertRefused(Kind.REFUSED, () -> host().changeDisc(domain, 0, Optional.of(disc())));
    }

    @Test
    default void refusesDiscsOfWhatIsOffAndDiscsThatAreNotThere() {
        var spec = spec().with(List.of(Optional.empty()));
        host().define(spec);
        var domain = spec.vm().value();

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().changeDisc(domain, 0, Optional.of(disc())));
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().changeDisc(domain, 0, Optional.of(fresh("disc"))));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().changeDisc(UUID.randomUUID(), 0, Optional.empty()));
    }

    @Test
    default void startsWithADiscOnlyIfItIsThere() {
        var spec = spec().with(List.of(Optional.of(fresh("disc"))));

        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().define(spec));
    }

    private UUID running(List<Optional<VolumeRef>> drives) {
        var spec = spec().with(drives);
        host().define(spec);
        var domain = spec.vm().value();
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        return domain;
    }

    private VolumeRef disc() {
        var disc = fresh("disc");
        host().upload(disc, VolumeFormat.ISO, new ByteArrayInputStream(new byte[65_536]), 65_536, sent -> {});
        return disc;
    }
}
