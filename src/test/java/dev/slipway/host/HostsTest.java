package dev.slipway.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.AuditableEvent;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.testing.EstateNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.groups.Tuple;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts are met, watched, lost and found again; with one node, or two on one database. */
class HostsTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    Path state;

    private final String url = EstateNode.schema();
    private EstateNode node;
    private SimulatedHost machine;

    @BeforeEach
    void start() {
        node = EstateNode.start(url, state);
        machine = node.machine("hosts-" + UUID.randomUUID());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void getsToKnowAHostByItself() {
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, "br0", ADMIN);
        node.get(Networks.class).register("Nowhere", "", NetworkKind.BRIDGE, "br99", ADMIN);
        assertThat(register("a").state()).isEqualTo(HostState.UNREACHABLE);

        await().untilAsserted(() -> {
            var host = only();
            assertThat(host.state()).isEqualTo(HostState.ENABLED);
            assertThat(host.cpus()).isEqualTo(16);
            assertThat(host.architecture()).isEqualTo("x86_64");
            assertThat(host.acceleration()).hasValue(Acceleration.EMULATED);
            assertThat(host.poolAvailableMib()).isPositive();
            assertThat(host.networks())
                    .containsExactlyInAnyOrder(
                            new NetworkSource(NicKind.BRIDGE, "br0"),
                            new NetworkSource(NicKind.LIBVIRT_NETWORK, "slipway"));
            assertThat(host.filtersGuests()).contains(true);
            assertThat(host.lastSeen()).isPresent();
            assertThat(host.trouble()).isEmpty();
        });
        assertThat(machine.calls(SimulatedCall.ENSURE_POOL)).isEqualTo(1);
        assertThat(machine.calls(SimulatedCall.PROBE_ACCELERATION)).isEqualTo(1);
    }

    @Test
    void doesNotProbeWhatIsForcedOrKnown() {
        KnownHosts.register(node::get, draft("a", machine, Optional.of(Acceleration.KVM)));
        await().until(() -> only().acceleration().equals(Optional.of(Acceleration.KVM)));
        assertThat(machine.calls(SimulatedCall.PROBE_ACCELERATION)).isZero();

        register("a");
        await().until(() -> only().acceleration().equals(Optional.of(Acceleration.EMULATED)));
        node.close();
        node = EstateNode.start(url, state);
        await().until(() -> !node.events(HostSeen.class).isEmpty());
        await().until(() -> machine.calls(SimulatedCall.POOL) > 3);

        assertThat(machine.calls(SimulatedCall.PROBE_ACCELERATION)).isEqualTo(1);
    }

    @Test
    void forcesAllHostsByASetting() {
        node.close();
        node = EstateNode.start(url, state, Map.of("slipway.host.acceleration", "kvm"));

        register("a");

        await().until(() -> only().acceleration().equals(Optional.of(Acceleration.KVM)));
    }

    @Test
    void tellsWithinASecondWhatHappenedOutside() {
        enabled("a");
        var vm = UUID.randomUUID();

        machine.virsh().defineForeign(vm, "somebody's");
        awaitSeen(vm, Optional.of(PowerState.OFF));
        machine.virsh().start(vm);
        awaitSeen(vm, Optional.of(PowerState.RUNNING));
        machine.virsh().crash(vm);
        awaitSeen(vm, Optional.of(PowerState.OFF));
        machine.virsh().undefine(vm);
        awaitSeen(vm, Optional.empty());
    }

    @Test
    void looksFromTimeToTimeEvenIfNothingIsHeard() {
        enabled("a");
        int before = node.events(HostSeen.class).size();

        await().until(() -> node.events(HostSeen.class).size() >= before + 2);
    }

    @Test
    void countsAHostAsLostOnlyAfterAWhileAndFindsItAgain() {
        var host = enabled("a");
        var before = node.get(Clock.class).instant();

        machine.goDown();
        await().until(() -> only().state() == HostState.UNREACHABLE);
        await().until(() -> !node.events(HostLost.class).isEmpty());
        var lost = node.events(HostLost.class).getFirst();
        assertThat(lost.host()).isEqualTo(host);
        assertThat(lost.since())
                .isBetween(before.minusSeconds(3), node.get(Clock.class).instant());

        int seen = node.events(HostSeen.class).size();
        machine.recover();
        await().until(() -> only().state() == HostState.ENABLED);
        assertThat(node.events(HostSeen.class)).hasSizeGreaterThan(seen);
        assertThat(node.events(HostLost.class)).hasSize(1);
    }

    @Test
    void enduresAShortSilence() {
        enabled("a");
        machine.fail(SimulatedCall.OBSERVE_ALL, Fault.unreachable());

        hosts().lookAgain(only().id(), ADMIN);

        int calls = machine.calls(SimulatedCall.OBSERVE_ALL);
        await().until(() -> machine.calls(SimulatedCall.OBSERVE_ALL) > calls + 1);
        assertThat(node.events(HostLost.class)).isEmpty();
        assertThat(only().state()).isEqualTo(HostState.ENABLED);
    }

    @Test
    void aHangingHostDelaysNobodyElse() {
        var hanging = node.machine("hosts-" + UUID.randomUUID()).withDeadline(Duration.ofMinutes(5));
        hanging.hang();
        KnownHosts.register(node::get, draft("a-hanging", hanging, Optional.empty()));
        await().until(() -> hanging.calls(SimulatedCall.FACTS) > 0);

        enabled("b");
        var vm = UUID.randomUUID();
        machine.virsh().defineForeign(vm, "x");

        awaitSeen(vm, Optional.of(PowerState.OFF));
    }

    @Test
    void refusesTheSameMachineUnderTwoNames() {
        enabled("a");
        var twin = node.machine("hosts-" + UUID.randomUUID()).withFacts(machine.facts());

        KnownHosts.register(node::get, draft("b", twin, Optional.empty()));

        await().untilAsserted(() -> {
            var second = hosts().list(ADMIN).get(1);
            assertThat(second.state()).isEqualTo(HostState.UNREACHABLE);
            assertThat(second.trouble()).hasValueSatisfying(t -> assertThat(t).contains("same UUID", "host_uuid"));
        });
        assertThat(node.events(HostSeen.class))
                .noneMatch(seen -> seen.host().equals(host("b").id()));
    }

    @Test
    void tellsTheAdministratorWhatIsWrongAndForgetsItWhenItIsMended() {
        machine.fail(SimulatedCall.POOL, Fault.answers(HypervisorProblem.Kind.REFUSED));
        register("a");

        await().until(() -> only().trouble().isPresent());
        hosts().lookAgain(only().id(), ADMIN);
        await().until(() -> only().trouble().isEmpty());
    }

    @Test
    void seesANewNetworkWhenAskedToLookAgain() {
        enabled("a");
        node.get(Networks.class).register("Lab", "", NetworkKind.BRIDGE, "br0", ADMIN);

        hosts().lookAgain(only().id(), ADMIN);

        await().until(() -> only().networks().contains(new NetworkSource(NicKind.BRIDGE, "br0")));
    }

    @Test
    void isWatchedByOneNodeAndTakenOverWhenThatDies() {
        enabled("a");
        try (var second = EstateNode.start(url, state)) {
            second.get(Hosts.class).lookAgain(only().id(), ADMIN);
            await().until(() -> machine.calls(SimulatedCall.OBSERVE_ALL) > 3);
            assertThat(second.events(HostSeen.class)).isEmpty();

            node.get(HostKeeper.class).die();

            await().until(() -> !second.events(HostSeen.class).isEmpty());
            int before = node.events(HostSeen.class).size();
            int now = second.events(HostSeen.class).size();
            await().until(() -> second.events(HostSeen.class).size() > now + 1);
            assertThat(node.events(HostSeen.class)).hasSize(before);
        }
    }

    @Test
    void isReachableFromEveryNodeWhicheverWatches() {
        try (var second = EstateNode.start(url, state)) {
            var host = enabled("a");
            await().until(() -> {
                try {
                    return second.get(Hypervisors.class).on(host).facts() != null;
                } catch (HostUnreachable e) {
                    return false;
                }
            });
        }
    }

    @Test
    void announcesChangesAndNothingElse() {
        var heard = new CopyOnWriteArrayList<Change>();
        try (var subscription = node.get(Changes.class).subscribe(heard::add)) {
            assertThat(subscription).isNotNull();
            var host = enabled("a");
            await().until(() -> heard.contains(new Change(Topic.HOST, host.value(), null)));
            int looks = machine.calls(SimulatedCall.POOL);
            await().until(() -> machine.calls(SimulatedCall.POOL) > looks + 1);
            heard.clear();
            int more = machine.calls(SimulatedCall.POOL);
            await().until(() -> machine.calls(SimulatedCall.POOL) > more + 2);
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void isAnAdministratorsBusiness() {
        var host = enabled("a");
        var member = new Actor(null, "m", "test", Set.of(new Grant(Role.TENANT_ADMIN, Scope.PLATFORM)));
        var auditor = new Actor(null, "m", "test", Set.of(new Grant(Role.PLATFORM_AUDITOR, Scope.PLATFORM)));

        assertThatThrownBy(() -> hosts().list(member)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> hosts().get(host, member)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hosts().setEnabled(host, false, member)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hosts().setEnabled(host, false, auditor)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> hosts().lookAgain(host, member)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hosts().lookAgain(host, auditor)).isInstanceOf(Forbidden.class);
        assertThat(hosts().get(host, auditor).name()).isEqualTo("a");
        assertThatThrownBy(() -> hosts().get(HostId.random(), ADMIN)).isInstanceOf(NotFound.class);
    }

    @Test
    void takesNoNewVmsWhileDisabled() {
        var host = enabled("a");

        hosts().setEnabled(host, false, ADMIN);
        hosts().setEnabled(host, false, ADMIN);

        assertThat(only().state()).isEqualTo(HostState.DISABLED);
        assertThat(node.events(AuditableEvent.class))
                .extracting(AuditableEvent::action)
                .containsExactly("host.register", "host.disable");
    }

    @Test
    void forgetsAHostWhetherItAnswersOrNot() {
        var id = enabled("a");
        machine.goDown();

        hosts().remove(id, ADMIN);

        assertThat(hosts().all()).isEmpty();
        await().until(() -> {
            try {
                node.get(Hypervisors.class).on(id);
                return false;
            } catch (HostUnreachable e) {
                return true;
            }
        });
        assertThatThrownBy(() -> hosts().remove(id, ADMIN)).isInstanceOf(NotFound.class);
        machine.recover();
        assertThat(enabled("a")).as("registered anew").isNotEqualTo(id);
    }

    @Test
    void registersOnceForAName() throws Exception {
        var host = enabled("a");

        assertThat(register("a").id()).isEqualTo(host);
        assertThat(only().acceleration()).as("nothing was forgotten").isPresent();
        assertThat(node.events(AuditableEvent.class)).hasSize(1);
    }

    @Test
    void registersAllThatTheSettingsName() {
        var second = "hosts-" + UUID.randomUUID();
        node.close();
        node = EstateNode.start(
                url,
                state,
                Map.of(
                        "slipway.bootstrap.host-uri",
                        machine.connection().uri(),
                        "slipway.bootstrap.more-hosts",
                        "lab1=simulated:" + second + ",lab2=qemu+tls://nowhere.invalid/system?pkipath=/p"));

        node.tellReady();

        assertThat(hosts().all())
                .extracting(HostView::name, HostView::uri)
                .containsExactly(
                        Tuple.tuple("lab1", "simulated:" + second),
                        Tuple.tuple("lab2", "qemu+tls://nowhere.invalid/system?pkipath=/p"),
                        Tuple.tuple("local", machine.connection().uri()));
    }

    @Test
    void needsNoHostInTheSettings() {
        node.close();
        node = EstateNode.start(
                url, state, Map.of("slipway.bootstrap.host-uri", "", "slipway.bootstrap.more-hosts", ""));

        node.tellReady();

        assertThat(hosts().all()).isEmpty();
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() ->
                        KnownHosts.register(node::get, HostDraft.of("a b", "test:///default", "/p", Optional.empty())))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo("name"));
        assertThatThrownBy(() ->
                        KnownHosts.register(node::get, HostDraft.of("a", "test:///default", "pool", Optional.empty())))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, p -> assertThat(p.field()).isEqualTo("poolPath"));
        assertThatThrownBy(() -> new HostConnection("http://x")).isInstanceOf(InvalidRequest.class);
    }

    private void awaitSeen(UUID vm, Optional<PowerState> power) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    List<HostSeen> all = node.events(HostSeen.class);
                    return !all.isEmpty()
                            && all.getLast().domains().stream()
                                    .filter(d -> d.domain().equals(vm))
                                    .map(DomainObservation::power)
                                    .findFirst()
                                    .equals(power);
                });
    }

    private HostId enabled(String name) {
        register(name);
        await().until(() -> host(name).state() == HostState.ENABLED
                && host(name).acceleration().isPresent());
        return host(name).id();
    }

    private HostView register(String name) {
        return KnownHosts.register(node::get, draft(name, machine, Optional.empty()));
    }

    private static HostDraft draft(String name, SimulatedHost machine, Optional<Acceleration> forced) {
        return new HostDraft(name, machine.connection(), "/var/lib/slipway", forced);
    }

    private HostView host(String name) {
        return hosts().all().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HostView only() {
        assertThat(hosts().all()).hasSize(1);
        return hosts().all().getFirst();
    }

    private Hosts hosts() {
        return node.get(Hosts.class);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
    }
}
