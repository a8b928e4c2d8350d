package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HypervisorProblem.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A disk is copied while its guest runs. */
public interface BackupContract extends ContractFixture {
    default BackupProgress awaitDone(UUID domain, DiskBackup backup) {
        return await().until(() -> host().backup(domain, backup).orElseThrow(), BackupProgress::done);
    }

    private DiskBackup backup(DomainSpec spec) {
        return new DiskBackup(spec.disk(), fresh("copy"));
    }

    private DomainSpec runs() {
        var spec = spec();
        host().define(spec);
        host().start(spec.vm().value());
        awaitPower(spec.vm().value(), PowerState.RUNNING);
        return spec;
    }

    @Test
    default void copiesARunningDiskSoThatItStandsOnNothing() {
        var spec = runs();
        var domain = spec.vm().value();
        var backup = backup(spec);

        host().beginBackup(domain, backup);
        awaitDone(domain, backup);

        var disk = host().volume(spec.disk()).orElseThrow();
        assertThat(host().volume(backup.target())).hasValueSatisfying(copy -> {
            assertThat(copy.backingPath()).isEmpty();
            assertThat(copy.capacityBytes()).isEqualTo(disk.capacityBytes());
        });
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
        // Whoever asks again hears the same, and begins nothing anew.
        host().beginBackup(domain, backup);
        assertThat(host().backup(domain, backup)).contains(BackupProgress.DONE);
        host().abortBackup(domain, backup);
        host().deleteVolume(backup.target());
        assertThat(host().volume(backup.target())).isEmpty();
    }

    @Test
    default void beginsAnewOverWhatAnEarlierOneLeft() {
        var spec = runs();
        var domain = spec.vm().value();
        var backup = backup(spec);
        host().createDisk(backup.target(), 32);

        assertThat(host().backup(domain, backup)).isEmpty();
        host().beginBackup(domain, backup);
        awaitDone(domain, backup);

        assertThat(host().volume(backup.target()).orElseThrow().capacityBytes())
                .isEqualTo(host().volume(spec.disk()).orElseThrow().capacityBytes());
    }

    @Test
    default void copiesAgainAfterOneThatHasEnded() {
        var spec = runs();
        var domain = spec.vm().value();
        var first = backup(spec);
        host().beginBackup(domain, first);
        awaitDone(domain, first);

        var second = backup(spec);
        assertThat(host().backup(domain, second)).isEmpty();
        host().beginBackup(domain, second);
        awaitDone(domain, second);

        host().powerOff(domain);
        host().start(domain);
        assertThat(power(domain)).isEqualTo(PowerState.RUNNING);
    }

    @Test
    default void refusesToCopyWhatIsOffAsIfItRan() {
        var spec = spec();
        host().define(spec);
        var backup = backup(spec);

        assertRefused(Kind.WRONG_POWER_STATE, () -> host().beginBackup(spec.vm().value(), backup));

        assertThat(host().volume(backup.target())).isEmpty();
        assertThat(host().backup(spec.vm().value(), backup)).isEmpty();
    }

    @Test
    default void refusesADiskThatTheGuestDoesNotRunOn() {
        var spec = runs();
        var other = fresh("disk");
        host().createOverlay(other, base(), 64);
        var backup = new DiskBackup(other, fresh("copy"));

        assertRefused(Kind.NO_SUCH_VOLUME, () -> host().beginBackup(spec.vm().value(), backup));

        assertThat(host().volume(backup.target())).isEmpty();
    }

    @Test
    default void breakingOffWhatIsNotUnderWayIsDone() {
        var spec = runs();

        host().abortBackup(spec.vm().value(), backup(spec));
        host().abortBackup(UUID.randomUUID(), backup(spec));

        assertThat(power(spec.vm().value())).isEqualTo(PowerState.RUNNING);
    }
}
