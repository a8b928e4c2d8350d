package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostFacts;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostCheckId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No host is registered before it was looked at; whatever it does meanwhile, the list comes to an end. */
class HostChecksTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    Path state;

    private EstateNode node;
    private SimulatedHost machine;

    @BeforeEach
    void start() {
        node = EstateNode.start(EstateNode.schema(), state, Map.of("slipway.host.check-within", "2s"));
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, "br0", ADMIN);
        machine = node.machine("checks-" + UUID.randomUUID()).withAcceleration(Acceleration.KVM);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aHostThatPassesIsRegisteredAndEnabled() {
        var check = checked("a");

        assertThat(check.lines()).allSatisfy(line -> {
            assertThat(line.result()).as(line.toString()).isEqualTo(CheckResult.OK);
            assertThat(line.finding()).isNotBlank();
        });
        assertThat(check.lines()).extracting(CheckLine::kind).containsExactly(CheckKind.values());
        assertThat(hosts().all()).as("nothing is registered yet").isEmpty();
        assertThat(machine.calls(SimulatedCall.ENSURE_POOL)).isZero();

        var host = hosts().register(check.id(), false, ADMIN);

        assertThat(host.name()).isEqualTo("a");
        await(() -> hosts().get(host.id(), ADMIN).state() == HostState.ENABLED);
        assertThat(checks().latest(host.id(), ADMIN).map(HostCheck::id)).hasValue(check.id());
    }

    @Test
    void warningsAreToBeAccepted() {
        machine.withAcceleration(Acceleration.EMULATED)
                .withUefi(false)
                .withoutNetwork(NicKind.BRIDGE, "br0")
                .withClockAhead(Duration.ofSeconds(-12));
        var check = checked("a");

        assertThat(warned(check))
                .containsExactly(CheckKind.NETWORKS, CheckKind.FIRMWARE, CheckKind.CLOCK, CheckKind.ACCELERATION);
        assertThat(check.lines())
                .filteredOn(line -> line.result() == CheckResult.WARNING)
                .allSatisfy(line -> assertThat(line.remedy()).isPresent());
        assertThatThrownBy(() -> hosts().register(check.id(), false, ADMIN))
                .isInstanceOfSatisfying(HostNotAccepted.class, refused -> {
                    assertThat(refused.code()).isEqualTo("host-check-warned");
                    assertThat(refused.sentence()).contains("Clock", "accept");
                    assertThat((List<?>) refused.facts().get("lines")).hasSize(4);
                });
        assertThat(hosts().all()).isEmpty();

        hosts().register(check.id(), true, ADMIN);

        assertThat(hosts().all()).hasSize(1);
    }

    @Test
    void failuresAreNotAcceptedWhoeverAsks() {
        machine.withClockAhead(Duration.ofHours(3));
        var check = checked("a");

        assertThat(line(check, CheckKind.CLOCK).finding()).contains("3 hours apart");
        assertThat(line(check, CheckKind.CLOCK).remedy().orElseThrow()).contains("timedatectl");
        assertThatThrownBy(() -> hosts().register(check.id(), true, ADMIN))
                .isInstanceOf(HostNotAccepted.class)
                .hasMessageContaining("Clock");
        assertThat(hosts().all()).isEmpty();
    }

    @Test
    void aHostThatIsDownEndsTheListAtOnce() {
        machine.goDown();
        var check = checked("a");

        assertThat(line(check, CheckKind.REACHABLE).result()).isEqualTo(CheckResult.FAILED);
        assertThat(line(check, CheckKind.REACHABLE).remedy().orElseThrow()).contains("virsh -c simulated:");
        assertThat(check.count(CheckResult.SKIPPED)).isEqualTo(CheckKind.values().length - 1);
    }

    @Test
    void aHostThatHangsInTheMiddleEndsItByTheDeadline() {
        machine.withDeadline(Duration.ofMinutes(5));
        machine.fail(SimulatedCall.TRY_GUEST, Fault.hang());
        var begun = System.nanoTime();
        var check = checked("a");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(line(check, CheckKind.PRIVILEGES).finding()).contains("no answer within 2 s");
        assertThat(line(check, CheckKind.CLOCK).result()).isEqualTo(CheckResult.SKIPPED);
    }

    @Test
    void aHostThatRefusesGuestsIsLookedAtToTheEnd() {
        machine.fail(SimulatedCall.TRY_GUEST, Fault.answers(HypervisorProblem.Kind.REFUSED));
        var check = checked("a");

        assertThat(line(check, CheckKind.PRIVILEGES).result()).isEqualTo(CheckResult.FAILED);
        assertThat(line(check, CheckKind.PRIVILEGES).remedy().orElseThrow()).contains("adduser");
        assertThat(line(check, CheckKind.ACCELERATION).result()).isEqualTo(CheckResult.OK);
    }

    @Test
    void oneMachineIsNotRegisteredTwiceNorAnotherUnderItsName() {
        var first = hosts().register(checked("a").id(), false, ADMIN);
        await(() -> hosts().get(first.id(), ADMIN).state() == HostState.ENABLED);
        var twin = node.machine("twin-" + UUID.randomUUID())
                .withAcceleration(Acceleration.KVM)
                .withFacts(machine.facts());
        var stranger = node.machine("other-" + UUID.randomUUID());

        assertThat(line(checked("b", twin), CheckKind.MACHINE))
                .satisfies(line -> assertThat(line.result()).isEqualTo(CheckResult.FAILED))
                .satisfies(line -> assertThat(line.finding()).contains("same host UUID", "as a,"))
                .satisfies(line -> assertThat(line.remedy().orElseThrow()).contains("host_uuid", "uuidgen"));
        assertThat(line(checked("a", stranger), CheckKind.MACHINE).finding()).contains("another machine");
        assertThat(line(checked("a", twin), CheckKind.MACHINE).result())
                .as("the same machine, reached in another way")
                .isEqualTo(CheckResult.OK);
    }

    @Test
    void aRegisteredHostIsCheckedAgain() {
        var host = hosts().register(checked("a").id(), false, ADMIN);
        machine.withUefi(false);

        var again = ended(checks().again(host.id(), ADMIN));

        assertThat(warned(again)).containsExactly(CheckKind.FIRMWARE);
        assertThat(line(again, CheckKind.STORAGE).result()).isEqualTo(CheckResult.OK);
        assertThat(again.host()).hasValue(host.id());
    }

    @Test
    void aHostThatThisNodeHasNotMetYetIsCheckedAgain() {
        var host = hosts().register(checked("a").id(), false, ADMIN);
        node.get(Hypervisors.class).unregister(host.id());

        assertThat(line(ended(checks().again(host.id(), ADMIN)), CheckKind.REACHABLE)
                        .result())
                .isEqualTo(CheckResult.OK);
    }

    @Test
    void oldVersionsAreTold() {
        machine.withFacts(facts("QEMU 4.2.0, libvirt 6.0.0"));
        assertThat(line(checked("a"), CheckKind.VERSION).result()).isEqualTo(CheckResult.FAILED);
        machine.withFacts(facts("QEMU 7.2.0, libvirt 8.10.0"));
        assertThat(line(checked("a"), CheckKind.VERSION).result()).isEqualTo(CheckResult.WARNING);
        machine.withFacts(facts("QEMU 7.2.22, libvirt 9.0.0"));
        assertThat(line(checked("a"), CheckKind.VERSION).result()).isEqualTo(CheckResult.OK);
    }

    @Test
    void registersNothingBeforeTheEndOrLongAfter() {
        machine.withLatency(Duration.ofMillis(300));
        var running = checks().begin(draft("a", machine), ADMIN);
        assertThat(running.ended()).isFalse();
        assertThatThrownBy(() -> hosts().register(running.id(), true, ADMIN))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("still being looked at");
        ended(running);
        sql("update host_check set started_at = started_at - interval 2 hour");
        assertThatThrownBy(() -> hosts().register(running.id(), true, ADMIN))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("Check again");
        assertThatThrownBy(() -> hosts().register(HostCheckId.random(), true, ADMIN))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void aCheckWhosePortalWasStoppedSaysSo() {
        machine.hang();
        machine.withDeadline(Duration.ofMinutes(5));
        var running = checks().begin(draft("a", machine), ADMIN);
        await(() -> line(checks().get(running.id(), ADMIN), CheckKind.REACHABLE).result() == CheckResult.RUNNING);
        sql("update host_check set ends_by = utc_timestamp(6) - interval 1 second");

        var found = checks().get(running.id(), ADMIN);

        assertThat(found.ended()).isTrue();
        assertThat(found.lines()).allSatisfy(line -> assertThat(line.finding()).contains("The portal was stopped"));
    }

    @Test
    void aHangingHostDelaysNoOther() {
        var hanging = node.machine("hanging-" + UUID.randomUUID()).withDeadline(Duration.ofMinutes(5));
        hanging.hang();
        checks().begin(draft("b", hanging), ADMIN);
        checks().begin(draft("c", hanging), ADMIN);
        checks().begin(draft("d", hanging), ADMIN);

        assertThat(checked("a").count(CheckResult.OK)).isEqualTo(CheckKind.values().length);
    }

    @Test
    void refusesWhatCannotBeAHost() {
        assertThatThrownBy(() ->
                        checks().begin(new HostDraft("a b", machine.connection(), "/pool", Optional.empty()), ADMIN))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> checks().begin(
                                HostDraft.of("a", "qemu+ssh://h/system?command=x", "/pool", Optional.empty()), ADMIN))
                .isInstanceOf(InvalidRequest.class);
    }

    private HostFacts facts(String version) {
        var f = machine.facts();
        return new HostFacts(f.hostUuid(), f.hostname(), version, f.architecture(), f.cpus(), f.memoryMib());
    }

    private HostCheck checked(String name) {
        return checked(name, machine);
    }

    private HostCheck checked(String name, SimulatedHost on) {
        return ended(checks().begin(draft(name, on), ADMIN));
    }

    private HostCheck ended(HostCheck check) {
        await(() -> checks().get(check.id(), ADMIN).ended());
        return checks().get(check.id(), ADMIN);
    }

    private static HostDraft draft(String name, SimulatedHost on) {
        return new HostDraft(name, on.connection(), "/var/lib/slipway", Optional.empty());
    }

    private static CheckLine line(HostCheck check, CheckKind kind) {
        return check.lines().stream()
                .filter(line -> line.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static List<CheckKind> warned(HostCheck check) {
        return check.lines().stream()
                .filter(line -> line.result() == CheckResult.WARNING)
                .map(CheckLine::kind)
                .toList();
    }

    private void sql(String statement) {
        node.get(JdbcClient.class).sql(statement).update();
    }

    private HostChecks checks() {
        return node.get(HostChecks.class);
    }

    private Hosts hosts() {
        return node.get(Hosts.class);
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
