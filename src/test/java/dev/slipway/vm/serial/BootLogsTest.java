package dev.slipway.vm.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Unavailable;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** What VMs say on their serial line, and who may read it. */
@SlipwayTest
class BootLogsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private BootLogs logs;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        logs = world.bean(BootLogs.class);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void isReadFromTheEndAndFollowedFromThere() {
        var vm = world.running("web-1");

        var first = logs.last(vm, world.actor);
        assertThat(first.text())
                .contains("Linux version", "[  OK  ] Started OpenSSH server.\n")
                .doesNotContain("\u001b");
        say(vm, "panic: no init\r\n");
        var more = logs.from(first.next(), vm, world.actor);

        assertThat(more.text()).isEqualTo("panic: no init\n");
        assertThat(logs.from(more.next(), vm, world.actor).text()).isEmpty();
        world.machine.virsh().destroy(vm.value());
        assertThat(logs.last(vm, world.actor).text()).contains("panic: no init");
    }

    @Test
    void isSearchedWholeForWhateverStandsInIt() {
        var vm = world.running("web-1");
        say(vm, "one FAILED\nx\n" + "y".repeat(1000) + " failed " + "z".repeat(1000) + "\n");

        var found = logs.search(" failed ", vm, world.actor);

        assertThat(found).hasSize(2);
        assertThat(found.getFirst().text()).isEqualTo(lineOf("one FAILED", vm));
        assertThat(found.getLast().text()).hasSize(500).contains("failed");
        assertThat(found.getLast().line()).isEqualTo(found.getFirst().line() + 2);
        assertThat(logs.search(" ", vm, world.actor)).isEmpty();
        assertThatThrownBy(() -> logs.search("x".repeat(201), vm, world.actor)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> logs.from(-1, vm, world.actor)).isInstanceOf(InvalidRequest.class);
    }

    /** The login prompt stands before what is said after it. */
    private String lineOf(String words, VmId vm) {
        return logs.last(vm, world.actor)
                .text()
                .lines()
                .filter(line -> line.contains(words))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofAGuestThatNeverStopsTalkingTheLastIsKept() {
        var vm = world.running("web-1");
        say(vm, "chatter\n".repeat(BootLogs.KEPT / 8));
        say(vm, "the end\n");
        assertThat(logs.last(vm, world.actor).text())
                .hasSizeLessThanOrEqualTo(BootLogs.MOST)
                .endsWith("the end\n");
        assertThat(logs.search("chatter", vm, world.actor)).hasSize(BootLogs.MOST_MATCHES);

        world.bean(SerialKeeper.class).bound(world.host.id());

        assertThat(logs.last(vm, world.actor))
                .satisfies(said -> assertThat(said.size()).isBetween(1L, 1024L * 1024))
                .satisfies(said -> assertThat(said.text()).endsWith("the end\n"));
    }

    @Test
    void saysPlainlyWhyNothingIsKept() {
        var vm = world.running("web-1");
        world.machine.keepNothingSaidBy(vm.value());

        assertThat(logs.last(vm, world.actor).nothingKept())
                .hasValueSatisfying(why -> assertThat(why).contains("Shut it down and start it again"));
        assertThat(logs.search("Linux", vm, world.actor)).isEmpty();
        world.machine.goDown();
        assertThatThrownBy(() -> logs.last(vm, world.actor)).isInstanceOf(Unavailable.class);
        world.machine.recover();
    }

    @Test
    void isForThoseWhoMayOpenTheConsoleAndWrittenDownOnceForEach() {
        var vm = world.running("web-1");
        var viewer = world.member("vic", Role.PROJECT_VIEWER);

        logs.last(vm, world.actor);
        logs.last(vm, world.actor);

        assertThatThrownBy(() -> logs.last(vm, viewer)).isInstanceOf(Forbidden.class);
        try (var others = new VmWorld(beans)) {
            assertThatThrownBy(() -> logs.last(vm, others.actor)).isInstanceOf(NotFound.class);
        }
        assertThat(world.bean(AuditTrail.class)
                        .ofTarget(vm.value(), world.project.scope(), PageRequest.of(0, 50), world.actor)
                        .getContent())
                .filteredOn(entry -> entry.action().equals("vm.read-boot-log"))
                .hasSize(2);
    }

    @Test
    void isNotThereForOneThatWillNotRunAgain() {
        var vm = world.stopped("web-1");
        world.ended(world.vms.delete(vm, world.actor));

        assertThatThrownBy(() -> logs.last(vm, world.actor)).isInstanceOf(Conflict.class);
    }

    private void say(VmId vm, String words) {
        world.machine.say(vm.value(), words.getBytes(StandardCharsets.UTF_8));
    }
}
