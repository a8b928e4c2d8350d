package dev.slipway.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DirectHypervisors;
import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.DomainSpec.Firmware;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.DomainSpec.NicSpec;
import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.Qcow2Samples;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the simulator adds to the contract: faults, changes from outside, guests that do not listen. */
class SimulatedHostTest {
    private static final VolumeRef BASE = new VolumeRef("pool", "base.qcow2");

    private final SimulatedHosts world = new SimulatedHosts();
    private final SimulatedHost machine = world.host("host-" + UUID.randomUUID());
    private final Hypervisors hypervisors = DirectHypervisors.over(new SimulatedAdapter(world, Clock.systemUTC()));
    private final HostId id = HostId.random();
    private final Queue<HostEvent> events = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void register() {
        hypervisors.register(id, machine.connection());
        hypervisors.onEvent(events::add);
        host().ensurePool("pool", "/pool");
        upload(BASE);
    }

    @Test
    void failsAsOftenAsToldAndThenNoMore() {
        machine.fail(SimulatedCall.OBSERVE_ALL, Fault.unreachable().times(2));

        assertThatThrownBy(() -> host().observeAll()).isInstanceOf(HostUnreachable.class);
        assertThatThrownBy(() -> host().observeAll()).isInstanceOf(HostUnreachable.class);
        assertThat(host().observeAll()).isEmpty();
        assertThat(machine.calls(SimulatedCall.OBSERVE_ALL)).isEqualTo(3);
    }

    @Test
    void canLoseOnlyTheAnswer() {
        var spec = spec();
        machine.fail(SimulatedCall.DEFINE, Fault.busy().butDoneNevertheless());

        assertProblem(Kind.BUSY, () -> host().define(spec));

        assertThat(machine.defined()).containsExactly(spec);
    }

    @Test
    void answersNothingWhileItIsDownAndTellsWhenItIsBack() {
        hypervisors.watch(id);
        await().until(() -> events.contains(new HostEvent.Connected(id)));
        events.clear();

        machine.goDown();
        await().until(() -> events.stream().anyMatch(HostEvent.Disconnected.class::isInstance));
        assertThatThrownBy(() -> host().facts()).isInstanceOf(HostUnreachable.class);

        machine.recover();
        await().until(() -> events.contains(new HostEvent.Connected(id)));
        assertThat(host().facts().hostname()).isEqualTo(machine.name());
    }

    @Test
    void holdsACallUntilItsDeadlineWhileItHangs() {
        machine.withDeadline(Duration.ofMillis(200));
        machine.hang();
        long before = System.nanoTime();

        assertThatThrownBy(() -> host().observeAll()).isInstanceOf(HostUnreachable.class);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void letsGoOfAHangingCallWhenTheConnectionIsClosed() {
        machine.withDeadline(Duration.ofMinutes(5));
        machine.hang();
        int before = machine.calls(SimulatedCall.FACTS);
        var call = CompletableFuture.supplyAsync(() -> host().facts());
        await().until(() -> machine.calls(SimulatedCall.FACTS) > before);

        hypervisors.unregister(id);

        await().until(call::isCompletedExceptionally);
        assertThatThrownBy(call::join).hasCauseInstanceOf(HostUnreachable.class);
    }

    @Test
    void showsWhatHappenedBehindThePortalsBack() {
        var vm = running();

        machine.virsh().crash(vm);
        assertThat(seen(vm)).containsExactly(PowerState.OFF, PowerReason.CRASHED);
        machine.virsh().start(vm);
        assertThat(seen(vm)).containsExactly(PowerState.RUNNING, PowerReason.BOOTED);
        machine.virsh().haltFromInside(vm);
        assertThat(seen(vm)).containsExactly(PowerState.OFF, PowerReason.GUEST_SHUTDOWN);
    }

    @Test
    void forgetsWhatWasUndefinedWhileRunningOnlyWhenItStops() {
        var vm = running();

        machine.virsh().undefine(vm);
        assertThat(host().observe(vm)).isPresent();

        machine.virsh().destroy(vm);
        assertThat(host().observe(vm)).isEmpty();
    }

    @Test
    void hasGuestsThatDoNotListen() {
        var vm = running();
        machine.guests().bootingIn(Duration.ZERO).stoppingIn(Duration.ZERO).ignoringRequests(vm, true);

        host().shutdown(vm);
        assertThat(host().observe(vm).orElseThrow().power()).isEqualTo(PowerState.RUNNING);

        machine.guests().ignoringRequests(vm, false);
        host().shutdown(vm);
        await().until(() -> !host().observe(vm).orElseThrow().power().isOn());
    }

    @Test
    void givesAGuestAnAddressAfterAWhile() {
        machine.guests().addressAfter(Duration.ofMillis(150));
        var vm = running();

        assertThat(host().addresses(vm)).isEmpty();
        await().until(() -> host().addresses(vm).size() == 1);
    }

    @Test
    void fillsUpAndSaysSo() {
        machine.withSize(4, 4096, 1);

        assertProblem(Kind.NO_SPACE, () -> {
            for (int i = 0; i < 5; i++) {
                upload(new VolumeRef("pool", "more-" + i));
            }
        });
    }

    @Test
    void keepsTheSumOfWhatWasUploaded() throws Exception {
        var expected = java.security.MessageDigest.getInstance("SHA-256").digest(Qcow2Samples.ofMib(64));

        assertThat(machine.uploaded(BASE).orElseThrow().sha256())
                .isEqualTo(java.util.HexFormat.of().formatHex(expected));
        assertThat(host().volume(BASE).orElseThrow().capacityBytes()).isEqualTo(64L * 1024 * 1024);
    }

    @Test
    void doesNotStartWhatItCannotRun() {
        var accelerated = spec(Acceleration.KVM, "br0");
        host().define(accelerated);
        var elsewhere = spec(Acceleration.EMULATED, "no-such-bridge");
        host().define(elsewhere);

        assertProblem(Kind.REFUSED, () -> host().start(accelerated.vm().value()));
        assertProblem(Kind.NO_SUCH_NETWORK, () -> host().start(elsewhere.vm().value()));
    }

    private Hypervisor host() {
        return hypervisors.on(id);
    }

    private List<Object> seen(UUID vm) {
        var seen = host().observe(vm).orElseThrow();
        return List.of(seen.power(), seen.reason());
    }

    private UUID running() {
        var spec = spec();
        host().define(spec);
        host().start(spec.vm().value());
        return spec.vm().value();
    }

    private DomainSpec spec() {
        return spec(Acceleration.EMULATED, "br0");
    }

    private DomainSpec spec(Acceleration acceleration, String bridge) {
        var vm = VmId.random();
        var disk = new VolumeRef("pool", "vm-" + vm + "-disk.qcow2");
        host().createOverlay(disk, BASE, 1024);
        var nic = new NicSpec("52:54:00:12:34:56", NicKind.BRIDGE, bridge);
        return new DomainSpec(
                vm, "vm-" + vm, "A VM", 1, 256, disk, Optional.empty(), List.of(nic), Firmware.BIOS, acceleration);
    }

    private void upload(VolumeRef volume) {
        var image = Qcow2Samples.ofMib(64);
        host().upload(volume, VolumeFormat.QCOW2, new ByteArrayInputStream(image), image.length, sent -> {});
    }

    private static void assertProblem(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HypervisorProblem.class,
                        problem -> assertThat(problem.kind()).isEqualTo(kind));
    }
}
