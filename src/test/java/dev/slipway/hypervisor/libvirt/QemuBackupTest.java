package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.BackupProgress;
import dev.slipway.hypervisor.DiskBackup;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real guest with an agent and a file system is copied while it writes. */
@Tag("real")
class QemuBackupTest {
    private static final VolumeRef IMAGE = new VolumeRef(QemuFixture.BASE.pool(), "tiny.qcow2");
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(120);
    private static QemuFixture qemu;

    private UUID guest;
    private DiskBackup backup;

    @BeforeAll
    static void start() throws IOException {
        qemu = new QemuFixture(TestHost.start());
        var file = RealParts.tinyImage();
        try (var content = Files.newInputStream(file)) {
            qemu.host().upload(IMAGE, VolumeFormat.QCOW2, content, Files.size(file), sent -> {});
        }
    }

    @AfterAll
    static void stop() {
        qemu.close();
    }

    @BeforeEach
    void boot() {
        var disk = qemu.fresh("disk");
        qemu.host().createOverlay(disk, IMAGE, 1024);
        var like = qemu.spec(disk);
        var seed = qemu.fresh("seed");
        qemu.host().mark(seed);
        var spec = new DomainSpec(
                like.vm(),
                like.name(),
                like.title(),
                1,
                192,
                disk,
                Optional.of(seed),
                like.nics(),
                like.firmware(),
                like.acceleration());
        // Something that takes a while to be copied, where the guest's file system has nothing.
        qemu.machine.exec("qemu-io", "-c", "write -P 7 400M 512M", path(disk));
        guest = spec.vm().value();
        backup = new DiskBackup(disk, qemu.fresh("copy"));
        qemu.host().define(spec);
        qemu.host().start(guest);
        await().until(this::agentAnswers);
    }

    @AfterEach
    void leaveNothing() {
        qemu.leaveNothing();
    }

    @Test
    void whatItsAgentHeldStillIsWholeAndTheGuestGoesOn() {
        inGuest("i=0; while true; do i=$((i+1)); echo $i >>/disk/numbers; done");

        assertThat(qemu.host().beginBackup(guest, backup)).isTrue();
        awaitDone();

        assertThat(fileSystemOfCopy()).contains("has_journal").doesNotContain("needs_recovery", "wrong:");
        assertThat(isHeldStill()).isFalse();
        long before = writes();
        await().until(() -> writes() > before);
        assertThat(qemu.host().volume(backup.target()).orElseThrow().backingPath())
                .isEmpty();
    }

    @Test
    void withoutItsAgentItIsAsAfterAPowerCut() {
        inGuest("i=0; (sleep 1; killall qemu-ga) & while true; do i=$((i+1)); echo $i >>/disk/numbers; done");
        await().until(() -> !agentAnswers());

        assertThat(qemu.host().beginBackup(guest, backup)).isFalse();
        awaitDone();

        assertThat(fileSystemOfCopy()).contains("needs_recovery");
    }

    @Test
    void whoeverTakesOverLetsTheGuestGoAndFindsItsCopy() {
        beginSlowly(backup);
        // As if the node had died before it could let the guest go.
        virsh("domfsfreeze", guest.toString());
        assertThat(isHeldStill()).isTrue();
        qemu.registerAfresh();

        assertThat(qemu.host().backup(guest, backup)).isPresent();

        assertThat(isHeldStill()).isFalse();
        limit(0);
        awaitDone();
    }

    @Test
    void aGuestThatWasLeftHeldStillIsHeldOnceMore() {
        virsh("domfsfreeze", guest.toString());

        assertThat(qemu.host().beginBackup(guest, backup)).isTrue();

        assertThat(isHeldStill()).isFalse();
        awaitDone();
    }

    @Test
    void isBrokenOffAndLeavesNothingHeldAndNothingUnderWay() {
        beginSlowly(backup);
        virsh("domfsfreeze", guest.toString());
        qemu.registerAfresh();

        qemu.host().abortBackup(guest, backup);

        await().until(() -> qemu.host().backup(guest, backup).isEmpty());
        assertThat(isHeldStill()).isFalse();
        qemu.host().deleteVolume(backup.target());
        assertThat(qemu.host().beginBackup(guest, backup)).isTrue();
        awaitDone();
    }

    @Test
    void endsWithItsGuest() {
        beginSlowly(backup);
        assertThat(qemu.host().backup(guest, backup)).hasValueSatisfying(progress -> {
            assertThat(progress.done()).isFalse();
            assertThat(progress.leftMib()).isPositive();
        });

        qemu.host().powerOff(guest);

        await().untilAsserted(() ->
                qemu.assertRefused(Kind.WRONG_POWER_STATE, () -> qemu.host().backup(guest, backup)));
        assertThat(qemu.power(guest)).isEqualTo(PowerState.OFF);
        qemu.host().abortBackup(guest, backup);
        assertThat(qemu.host().backup(guest, backup)).isEmpty();
    }

    @Test
    void anothersIsRefusedAndLeftAlone() {
        var theirs = new DiskBackup(backup.disk(), qemu.fresh("theirs"));
        beginSlowly(theirs);
        qemu.registerAfresh();

        assertThatThrownBy(() -> qemu.host().beginBackup(guest, backup))
                .isInstanceOfSatisfying(
                        HypervisorProblem.class, e -> assertThat(e.kind()).isEqualTo(Kind.IN_USE))
                .hasMessageContaining("Somebody else's backup");
        qemu.host().abortBackup(guest, backup);

        assertThat(qemu.host().backup(guest, theirs)).isPresent();
        assertThat(qemu.host().volume(backup.target())).isEmpty();
        qemu.host().abortBackup(guest, theirs);
        await().until(() -> qemu.host().backup(guest, theirs).isEmpty());
    }

    private void awaitDone() {
        await().until(() -> qemu.host().backup(guest, backup).orElseThrow(), BackupProgress::done);
    }

    /**
     * So slowly that there is something to look at, however fast the machine: whoever holds it back tries from before it
     * begins.
     */
    private void beginSlowly(DiskBackup slow) {
        try (var threads = Executors.newSingleThreadExecutor()) {
            var heldBack = threads.submit(() -> limit(1));
            qemu.host().beginBackup(guest, slow);
            heldBack.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As soon as there is a copy. @param mibPerSecond 0 = none */
    private void limit(long mibPerSecond) {
        qemu.machine.exec(
                "timeout",
                "60",
                "sh",
                "-c",
                "until virsh -q blockjob " + guest + " vda --bandwidth " + mibPerSecond + " 2>/dev/null; do :; done");
    }

    /** What its header says, if what it says of itself is true. */
    private String fileSystemOfCopy() {
        var raw = path(backup.target()) + ".raw";
        try {
            return qemu.machine.exec(
                    "sh",
                    "-ec",
                    "qemu-img convert -O raw '%1$s' '%2$s'; at=$(($(partx -rgo START -n 2 '%2$s') * 512));"
                                    .formatted(path(backup.target()), raw)
                            + " dumpe2fs -h \"%1$s?offset=$at\"; e2fsck -fn \"%1$s?offset=$at\" || echo \"wrong: $?\""
                                    .formatted(raw));
        } finally {
            qemu.machine.exec("rm", "-f", raw);
        }
    }

    private long writes() {
        return virsh("domblkstat", guest.toString(), "vda")
                .lines()
                .filter(line -> line.contains("wr_req"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* ", "")))
                .sum();
    }

    private boolean agentAnswers() {
        try {
            return !ask("{\"execute\":\"guest-ping\"}").isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean isHeldStill() {
        return ask("{\"execute\":\"guest-fsfreeze-status\"}").contains("frozen");
    }

    private void inGuest(String command) {
        ask("{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"arg\":[\"-c\",\"" + command + "\"]}}");
    }

    private String ask(String question) {
        return virsh("qemu-agent-command", "--timeout", "5", guest.toString(), question);
    }

    private static String path(VolumeRef volume) {
        return qemu.machine.poolPath() + "/" + volume.name();
    }

    private static String virsh(String... arguments) {
        var command = new String[arguments.length + 2];
        command[0] = "virsh";
        command[1] = "-q";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return qemu.machine.exec(command);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(GUEST_BOOTS).pollInterval(Duration.ofMillis(200));
    }
}
