package dev.slipway.hypervisor.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.HostDisks.FileSystemGrowth;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real guest sees of a disk that comes, grows and goes while it runs. */
@Tag("real")
class QemuDiskTest {
    private static final VolumeRef IMAGE = new VolumeRef("images", "tiny.qcow2");
    private static final Pattern PID = Pattern.compile("\"pid\": ?(\\d+)");
    private static final Pattern OUTPUT = Pattern.compile("\"out-data\": ?\"([^\"]*)\"");

    private static QemuFixture qemu;

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
        qemu.leaveNothing();
        qemu.close();
    }

    @Test
    void aDiskComesGrowsGoesAndComesBackWhileTheGuestRuns() {
        var guest = boot();
        var volume = qemu.fresh("data");
        qemu.host().createDisk(volume, 64);
        var disk = new DataDisk(volume, "0f0e4c439c6e5f2f3f9f", 0);

        qemu.host().attachDisk(guest, disk);
        await().until(() -> !device(guest, disk).isEmpty());
        var device = "/dev/" + device(guest, disk);
        assertThat(inGuest(
                        guest,
                        "mke2fs " + device + " && mkdir -p /mnt && mount " + device + " /mnt; echo hello >/mnt/word;"
                                + " df -k /mnt | tail -n 1"))
                .contains("/mnt");
        long before = blocks(guest);

        qemu.host().growDisk(guest, volume, 256);
        assertThat(qemu.host().growFileSystem(guest, Optional.of(disk))).isEqualTo(FileSystemGrowth.GROWN);
        assertThat(blocks(guest)).isGreaterThan(3 * before);

        inGuest(guest, "umount /mnt; sync");
        assertThat(qemu.host().growFileSystem(guest, Optional.of(disk))).isEqualTo(FileSystemGrowth.NOT_DONE);
        qemu.host().detachDisk(guest, disk);
        assertThat(device(guest, disk)).isEmpty();

        // It runs from memory: the disk that it was started from holds none of what it calls its root.
        var root = qemu.host().describe(guest).orElseThrow().disks().getFirst();
        qemu.host().growDisk(guest, root.volume().orElseThrow(), 1536);
        assertThat(inGuest(guest, "cat /sys/block/vda/size")).isEqualTo(String.valueOf(1536 * 2048));
        assertThat(qemu.host().growFileSystem(guest, Optional.empty())).isEqualTo(FileSystemGrowth.NOT_DONE);

        qemu.host().attachDisk(guest, disk);
        await().until(() -> !device(guest, disk).isEmpty());
        assertThat(inGuest(guest, "mount /dev/" + device(guest, disk) + " /mnt && cat /mnt/word"))
                .isEqualTo("hello");
    }

    /** A guest of one boot sector has nobody who could let go. */
    @Test
    void saysThatAGuestDoesNotLetGoAndLeavesItTheDisk() {
        var guest = qemu.running();
        var volume = qemu.fresh("data");
        qemu.host().createDisk(volume, 64);
        var disk = new DataDisk(
                volume, UUID.randomUUID().toString().replace("-", "").substring(0, 20), 0);
        qemu.host().attachDisk(guest, disk);

        assertThatThrownBy(() -> qemu.host().detachDisk(guest, disk))
                .isInstanceOfSatisfying(HypervisorProblem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(HypervisorProblem.Kind.IN_USE);
                    assertThat(problem.sentence()).contains("shut the VM down");
                });

        assertThat(qemu.host().describe(guest).orElseThrow().disks()).hasSize(2);
        qemu.host().powerOff(guest);
        qemu.host().detachDisk(guest, disk);
        assertThat(qemu.host().describe(guest).orElseThrow().disks()).hasSize(1);
    }

    private UUID boot() {
        var root = qemu.fresh("disk");
        qemu.host().createOverlay(root, IMAGE, 1024);
        var like = qemu.spec(root);
        var seed = qemu.fresh("seed");
        qemu.host().mark(seed);
        var spec = new DomainSpec(
                like.vm(),
                like.name(),
                like.title(),
                1,
                192,
                root,
                Optional.of(seed),
                like.nics(),
                like.firmware(),
                like.acceleration());
        var guest = spec.vm().value();
        qemu.host().define(spec);
        qemu.host().start(guest);
        await().until(() -> agentAnswers(guest));
        return guest;
    }

    private static String device(UUID guest, DataDisk disk) {
        return inGuest(
                guest,
                "for s in /sys/block/*/serial; do [ `cat $s` = " + disk.serial() + " ] && basename `dirname $s`; done");
    }

    private static long blocks(UUID guest) {
        return Long.parseLong(inGuest(guest, "df -k /mnt | tail -n 1").split(" +")[1]);
    }

    private static boolean agentAnswers(UUID guest) {
        try {
            return !ask(guest, "{\"execute\":\"guest-ping\"}").isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static String inGuest(UUID guest, String command) {
        var started = PID.matcher(ask(
                guest,
                "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"capture-output\":true,\"arg\":[\"-c\",\""
                        + command + "\"]}}"));
        assertThat(started.find()).isTrue();
        var status = "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":" + started.group(1) + "}}";
        var answer = await().until(() -> ask(guest, status), now -> now.contains("\"exited\":true"));
        var output = OUTPUT.matcher(answer);
        return output.find()
                ? new String(Base64.getDecoder().decode(output.group(1)), StandardCharsets.UTF_8).strip()
                : "";
    }

    private static String ask(UUID guest, String question) {
        return qemu.machine.exec(
                "virsh", "-c", qemu.machine.uri(), "qemu-agent-command", "--timeout", "5", guest.toString(), question);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(300));
    }
}
