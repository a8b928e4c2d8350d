package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.DomainDescription.Disk;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.HostDisks.FileSystemGrowth;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Disks besides the one that a domain starts from. */
public interface DiskContract extends ContractFixture {
    @Test
    default void attachesToWhatIsOffAndDetachesFromIt() {
        var domain = defined();
        var disk = dataDisk(0);

        host().attachDisk(domain, disk);
        host().attachDisk(domain, disk);

        assertThat(disks(domain)).hasSize(2).last().satisfies(attached -> {
            assertThat(attached.volume()).contains(disk.volume());
            assertThat(attached.target()).isEqualTo("vdc");
        });
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);

        host().detachDisk(domain, disk);
        host().detachDisk(domain, disk);

        assertThat(disks(domain)).hasSize(1);
        assertThat(host().volume(disk.volume())).isPresent();
        host().detachDisk(UUID.randomUUID(), disk);
    }

    @Test
    default void attachesToWhatRunsForNowAndForItsNextStart() {
        var domain = running();
        var first = dataDisk(0);
        var second = dataDisk(1);

        host().attachDisk(domain, first);
        host().attachDisk(domain, second);
        host().attachDisk(domain, second);

        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        assertThat(disks(domain)).hasSize(3);
        host().growDisk(domain, first.volume(), 300);
        host().growDisk(domain, first.volume(), 300);
        host().growDisk(domain, first.volume(), 200);
        assertThat(capacityMib(first)).isEqualTo(300);

        host().powerOff(domain);
        awaitPower(domain, PowerState.OFF);
        host().growDisk(domain, second.volume(), 300);
        host().growDisk(domain, second.volume(), 200);
        assertThat(capacityMib(second)).isEqualTo(300);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);
    }

    @Test
    default void startsWithWhatItIsDefinedWith() {
        var disk = dataDisk(0);
        var spec = spec().withData(List.of(disk));
        var domain = spec.vm().value();
        host().define(spec);

        host().attachDisk(domain, disk);
        host().start(domain);
        awaitPower(domain, PowerState.RUNNING);

        assertThat(disks(domain)).hasSize(2);
        assertThat(host().growFileSystem(domain, Optional.of(disk)))
                .isIn(FileSystemGrowth.GROWN, FileSystemGrowth.NOBODY_ASKED);
    }

    @Test
    default void attachesNothingThatIsNotThere() {
        var domain = defined();

        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().attachDisk(domain, new DataDisk(fresh("data"), "absent", 0)));
        assertRefused(Kind.NO_SUCH_DOMAIN, () -> host().attachDisk(UUID.randomUUID(), dataDisk(0)));
        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().growDisk(domain, fresh("data"), 100));
        assertThat(host().growFileSystem(domain, Optional.empty())).isEqualTo(FileSystemGrowth.NOBODY_ASKED);
    }

    /** With 100 MiB. */
    default DataDisk dataDisk(int slot) {
        var volume = fresh("data");
        host().createDisk(volume, 100);
        return new DataDisk(
                volume, UUID.randomUUID().toString().replace("-", "").substring(0, 20), slot);
    }

    private List<Disk> disks(UUID domain) {
        return host().describe(domain).orElseThrow().disks();
    }

    private long capacityMib(DataDisk disk) {
        return host().volume(disk.volume()).orElseThrow().capacityBytes() >> 20;
    }
}
