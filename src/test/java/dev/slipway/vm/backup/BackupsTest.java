package dev.slipway.vm.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.identity.Role;
import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Dimension;
import dev.slipway.tenant.Remains;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disk.DiskSize;
import dev.slipway.vm.rebuild.RebuildVmScenario;
import dev.slipway.vm.rebuild.Rebuilds;
import dev.slipway.vm.resize.OwnDisks;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is kept of VMs apart from their hosts, and what becomes of it. */
@SlipwayTest
class BackupsTest {
    @Autowired
    BeanFactory beans;

    @Value("${slipway.state}")
    Path state;

    private VmWorld world;
    private BackupHall hall;
    private Backups backups;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        hall = new BackupHall(world);
        backups = hall.backups;
    }

    @AfterEach
    void leave() {
        hall.all().forEach(backup -> backups.delete(backup.id(), world.actor));
        world.close();
    }

    @Test
    void aVmGetsBackWhatWasOnItsDisk() {
        var vm = world.stopped("web-1");
        var backup = hall.made(vm);
        var kept = hall.view(backup).file().orElseThrow();
        var identity = row(vm).instanceId();

        hall.done(backups.restore(backup, world.actor));

        var disk = RebuildVmScenario.disk(world, vm);
        assertThat(world.machine.uploaded(disk))
                .hasValueSatisfying(content -> assertThat(content.sha256()).isEqualTo(kept.sha256()));
        assertThat(row(vm).base()).isEmpty();
        // Else cloud-init would take it for a new machine.
        assertThat(row(vm).instanceId()).isEqualTo(identity);
        hall.done(world.vms.start(vm, world.actor));
        refused("vm-on", () -> backups.restore(backup, world.actor));
        hall.done(world.vms.forceOff(vm, world.actor));
        var second = hall.made(vm);
        hall.done(backups.restore(second, world.actor));
        assertThat(row(vm).instanceId()).isEqualTo(identity);
    }

    @Test
    void isAgainWhoItWasBeforeItWasBuiltAnew() {
        var vm = world.stopped("web-1");
        var first = row(vm).instanceId();
        var backup = hall.made(vm);
        hall.done(world.bean(Rebuilds.class).rebuild(vm, Optional.empty(), world.actor));
        assertThat(row(vm).instanceId()).isNotEqualTo(first);

        hall.done(backups.restore(backup, world.actor));

        assertThat(row(vm).instanceId()).isEqualTo(first);
    }

    @Test
    void oneThatRunsGoesOnAndItsBackupSaysHowWholeItIs() {
        var vm = world.running("busy");
        var quiet = hall.made(vm);
        world.machine.guests().withAgents(false);
        var other = hall.made(vm);

        assertThat(hall.view(quiet).consistency()).isEqualTo(Consistency.QUIET);
        assertThat(hall.view(other).consistency()).isEqualTo(Consistency.POWER_CUT);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(hall.of(vm)).extracting(BackupView::id).containsExactly(other, quiet);
    }

    @Test
    void isCancelledInTheMiddleAndLeavesNothing() {
        var vm = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        var operation = backups.make(vm, world.actor);
        VmWorld.await()
                .until(() -> world.bean(Operations.class)
                        .get(operation, world.actor)
                        .message()
                        .contains("Copying its disk on its host"));
        var unfinished = hall.of(vm).getFirst().id();
        refused("busy", () -> backups.delete(unfinished, world.actor));
        assertThatThrownBy(() -> world.vms.shutdown(vm, world.actor)).hasMessageContaining("being backed up");

        world.bean(Operations.class).cancel(operation, world.actor);

        assertThat(hall.ended(operation).state()).isEqualTo(OperationState.UNDONE);
        assertThat(hall.of(vm)).isEmpty();
        assertThat(files(unfinished)).isZero();
    }

    @Test
    void staysWhenItsVmGoesAndBecomesAnotherOne() {
        var vm = world.stopped("web-1");
        var backup = hall.made(vm);
        world.ended(world.deletions.forGood(vm, world.actor));
        assertThat(hall.all()).singleElement().satisfies(view -> {
            assertThat(view.vmIsThere()).isFalse();
            assertThat(view.vmName()).isEqualTo("web-1");
        });
        refused("vm-gone", () -> backups.restore(backup, world.actor));
        assertThat(remains()).contains("1 backup");
        assertThat(backups.propose(backup, world.actor).name()).isEqualTo("web-1-restored");
        assertThat(backups.quote(backup, false, world.actor).fits()).isTrue();

        var made = backups.restoreAsNew(backup, new RestoreRequest("web-2", false), world.actor);
        hall.done(made.operation());

        assertThat(world.view(made.vm()).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.view(made.vm()).resources()).isEqualTo(world.size.resources());
        assertThat(row(made.vm()).instanceId()).isEqualTo(made.vm().toString());
        hall.done(world.vms.start(made.vm(), world.actor));
        backups.delete(backup, world.actor);
        assertThat(hall.all()).isEmpty();
        assertThat(files(backup)).isZero();
        assertThatThrownBy(() -> backups.get(backup, world.actor)).isInstanceOf(NotFound.class);
    }

    @Test
    void aNewVmIsPaidForAsAnyOther() {
        var vm = world.stopped("web-1");
        var backup = hall.made(vm);
        world.limit(Dimension.VMS, 1);

        assertThat(backups.quote(backup, true, world.actor).fits()).isFalse();
        assertThatThrownBy(() -> backups.restoreAsNew(backup, new RestoreRequest("web-2", true), world.actor))
                .isInstanceOf(QuotaExceeded.class);
        refused("name-taken", () -> backups.restoreAsNew(backup, new RestoreRequest("web-1", true), world.actor));
    }

    @Test
    void whatIsDamagedReplacesNothing() throws IOException {
        var vm = world.stopped("web-1");
        var backup = hall.made(vm);
        var disk = RebuildVmScenario.disk(world, vm);
        hall.done(backups.check(backup, world.actor));
        assertThat(hall.view(backup).check())
                .hasValueSatisfying(check -> assertThat(check.whole()).isTrue());
        var file = hall.file(backup);
        assertThat(hall.view(backup).checking()).isFalse();
        flip(file);

        var end = hall.undone(backups.restore(backup, world.actor));

        assertThat(end.problemCode()).contains("backup-damaged");
        assertThat(end.problem())
                .hasValueSatisfying(why -> assertThat(why).contains("damaged").contains("Use another backup"));
        assertThat(RebuildVmScenario.disk(world, vm)).isEqualTo(disk);
        assertThat(hall.undone(backups.check(backup, world.actor)).problemCode())
                .contains("backup-damaged");
        assertThat(hall.view(backup).check())
                .hasValueSatisfying(check -> assertThat(check.whole()).isFalse());
        assertThat(hall.view(backup).refusedActions())
                .containsOnlyKeys(BackupAction.RESTORE, BackupAction.RESTORE_AS_NEW);
        refused("backup-damaged", () -> backups.restore(backup, world.actor));
        refused("backup-damaged", () -> backups.restoreAsNew(backup, new RestoreRequest("web-2", false), world.actor));
        flip(file);
        hall.done(backups.check(backup, world.actor));
        hall.done(backups.restore(backup, world.actor));
        Files.delete(file);
        refused("backup-damaged", () -> backups.export(backup, world.actor));
    }

    @Test
    void fitsTheDiskThatItsVmHasNow() {
        var vm = world.stopped("web-1");
        var small = hall.made(vm);
        long more = world.size.resources().diskMib() + 1024;
        hall.done(world.bean(OwnDisks.class).grow(vm, new DiskSize(more), world.actor));

        hall.done(backups.restore(small, world.actor));

        assertThat(world.bean(Hypervisors.class).on(world.host.id()).volume(RebuildVmScenario.disk(world, vm)))
                .hasValueSatisfying(
                        disk -> assertThat(disk.capacityBytes() >> 20).isEqualTo(more));
        assertThat(world.used()).containsEntry(Dimension.DISK_MIB, more);
    }

    @Test
    void aVmHasOnlySoMany() {
        var vm = world.stopped("web-1");
        int most = backups.of(vm, world.actor).most();
        var one = hall.made(vm);
        for (int n = 1; n < most; n++) {
            copyRow(one);
        }

        refused("too-many-backups", () -> backups.make(vm, world.actor));

        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.BACKUP);
        backups.delete(one, world.actor);
        hall.made(vm);
    }

    @Test
    void snapshotsAreLeftOutOfWhatRunsAndAreNotLost() {
        var vm = world.running("web-1");
        var backup = hall.made(vm);
        hall.done(world.bean(Snapshots.class).take(vm, new SnapshotName("one"), "", world.actor));
        hall.made(vm);
        hall.done(world.vms.forceOff(vm, world.actor));

        refused("vm-has-snapshots", () -> backups.make(vm, world.actor));
        refused("vm-has-snapshots", () -> backups.restore(backup, world.actor));
    }

    @Test
    void areNobodysWhoseProjectItIsNot() {
        var vm = world.stopped("web-1");
        var backup = hall.made(vm);
        var viewer = world.member("vic", Role.PROJECT_VIEWER);
        var stranger = new VmWorld(beans);
        try {
            assertThatThrownBy(() -> backups.export(backup, stranger.actor)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> backups.restore(backup, stranger.actor)).isInstanceOf(NotFound.class);
            assertThat(backups.of(vm, viewer).all()).hasSize(1);
            assertThat(backups.get(backup, viewer).refusedActions()).hasSize(BackupAction.values().length);
            assertThatThrownBy(() -> backups.export(backup, viewer)).isInstanceOf(Forbidden.class);
        } finally {
            stranger.close();
        }
    }

    @Test
    void filesThatBelongToNoBackupAreCollected() throws IOException {
        var kept = hall.made(world.stopped("web-1"));
        var directory = hall.file(kept).getParent();
        var stray = directory.resolve(BackupId.random() + ".part");
        var fresh = directory.resolve(BackupId.random() + ".qcow2");
        var foreign = directory.resolve("README");
        var old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
        for (Path file : new Path[] {stray, fresh, foreign}) {
            Files.createFile(file);
        }
        for (Path file : new Path[] {stray, foreign, hall.file(kept)}) {
            Files.setLastModifiedTime(file, old);
        }

        world.bean(BackupSweep.class).sweep();

        assertThat(stray).doesNotExist();
        assertThat(fresh).exists();
        assertThat(foreign).exists();
        assertThat(hall.file(kept)).exists();
        Files.delete(fresh);
        Files.delete(foreign);
    }

    private VmRow row(VmId vm) {
        return world.bean(VmStore.class).find(vm).orElseThrow();
    }

    private String remains() {
        return beans.getBeanProvider(Remains.class)
                .orderedStream()
                .flatMap(left -> left.in(world.project.tenant(), Optional.of(world.project.id())).stream())
                .toList()
                .toString();
    }

    private long files(BackupId backup) {
        return BackupHall.files(state).stream()
                .filter(name -> name.startsWith(backup.toString()))
                .count();
    }

    /** One more of the same VM, as if it had taken the time to be made. */
    private void copyRow(BackupId backup) {
        world.bean(JdbcClient.class)
                .sql(
                        "insert into vm_backup select uuid(), vm_id, vm_name, tenant_id, project_id, made_by, created_at, state,"
                                + " facts, live, quiet, slot, has_base, file_bytes, sha256, checked_at, broken from vm_backup"
                                + " where id = ?")
                .param(backup.value())
                .update();
    }

    /** One bit of it, and back. */
    private static void flip(Path file) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(70_000);
            int was = bytes.read();
            bytes.seek(70_000);
            bytes.write(was ^ 1);
        }
    }

    private static void refused(String code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOf(Conflict.class)
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
