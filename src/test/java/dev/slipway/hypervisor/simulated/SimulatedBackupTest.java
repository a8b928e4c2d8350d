package dev.slipway.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a simulated host does besides the contract when a running guest's disk is copied. */
class SimulatedBackupTest {
    private static final VolumeRef DISK = new VolumeRef("pool", "disk");
    private static final DiskBackup BACKUP = new DiskBackup(DISK, new VolumeRef("pool", "copy"));

    private final SimulatedHosts world = new SimulatedHosts();
    private final SimulatedHost machine = world.host("backup-" + UUID.randomUUID());
    private final HostId id = HostId.random();
    private final VmId vm = VmId.random();
    private Hypervisor host;

    @BeforeEach
    void aGuestRuns() {
        var hypervisors = DirectHypervisors.over(new SimulatedAdapter(world, Clock.systemUTC()));
        hypervisors.register(id, machine.connection());
        host = hypervisors.on(id);
        host.ensurePool("pool", "/pool");
        host.createDisk(DISK, 64);
        host.define(new DomainSpec(
                vm,
                "guest",
                "A guest",
                1,
                128,
                DISK,
                Optional.empty(),
                List.of(),
                DomainSpec.Firmware.BIOS,
                Acceleration.EMULATED));
        host.start(vm.value());
    }

    @Test
    void theCopyHoldsWhatWasThereWhenItBegan() {
        machine.guests().copyingIn(Duration.ofMillis(300));
        var before = machine.written(DISK);

        assertThat(host.beginBackup(vm.value(), BACKUP)).isTrue();
        machine.virsh().writeTo(DISK);
        awaitDone();

        assertThat(machine.written(BACKUP.target())).isEqualTo(before).isNotEqualTo(machine.written(DISK));
    }

    @Test
    void goesOnWhileTheLineIsCut() {
        machine.guests().copyingIn(Duration.ofMillis(100));
        host.beginBackup(vm.value(), BACKUP);
        machine.goDown();
        await().until(() -> machine.written(BACKUP.target()).equals(machine.written(DISK)));
        machine.recover();

        awaitDone();
    }

    @Test
    void refusesWhereThereIsNoRoom() {
        machine.withDiskTakenByOthers(500L * 1024);

        assertThatThrownBy(() -> host.beginBackup(vm.value(), BACKUP))
                .isInstanceOfSatisfying(
                        HypervisorProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(Kind.NO_SPACE));
    }

    @Test
    void tellsOnceThatSomebodyStoppedIt() {
        machine.guests().copyingIn(Duration.ofMinutes(5));
        host.beginBackup(vm.value(), BACKUP);
        machine.virsh().abortJob(vm.value());

        assertThatThrownBy(() -> host.backup(vm.value(), BACKUP)).hasMessageContaining("stopped the copy");

        assertThat(host.backup(vm.value(), BACKUP)).isEmpty();
    }

    private void awaitDone() {
        await().until(() -> host.backup(vm.value(), BACKUP).orElseThrow(), BackupProgress::done);
    }
}
