package dev.slipway.vm.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostRemoved;
import dev.slipway.host.HostSeen;
import dev.slipway.hypervisor.DomainObservation;
import dev.slipway.hypervisor.PowerReason;
import dev.slipway.hypervisor.PowerState;
import dev.slipway.kernel.HostId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.work.PowerRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** When a host needs no comparing, and all that ends it. */
@SlipwayTest
class AgreementsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Autowired
    BeanFactory beans;

    @Autowired
    PowerRows power;

    @Autowired
    Changes changes;

    private final HostId host = HostId.random();
    private final UUID vm = UUID.randomUUID();
    private Agreements agreements;

    @BeforeEach
    void build() {
        agreements = new Agreements(power, changes);
    }

    @AfterEach
    void leave() {
        agreements.destroy();
    }

    @Test
    void holdsForFiveMinutesWhileTheHostSaysTheSame() {
        agree(host, vm);

        assertThat(agreements.holds(seen(host, 299, false))).isTrue();
        assertThat(agreements.holds(seen(host, 300, false))).isFalse();
    }

    @Test
    void isNothingBeforeTheRowsWereCompared() {
        assertThat(agreements.holds(seen(host, 1, false))).isFalse();
        var unused = agreements.begin(seen(host, 0, false));
        assertThat(agreements.holds(seen(host, 1, false))).isFalse();
    }

    @Test
    void endsWhenTheHostSaysAnythingElse() {
        agree(host, vm);

        var off = new DomainObservation(vm, "x", PowerState.OFF, PowerReason.CRASHED);
        assertThat(agreements.holds(new HostSeen(host, NOW.plusSeconds(1), List.of(off), false)))
                .isFalse();
        assertThat(agreements.holds(new HostSeen(host, NOW.plusSeconds(1), List.of(), false)))
                .isFalse();
    }

    @Test
    void countsNotWhenSomebodyAsks() {
        agree(host, vm);

        assertThat(agreements.holds(seen(host, 1, true))).isFalse();
    }

    @Test
    void endsWhenOneOfItsVmsIsChangedAndNoOtherHostsDoes() {
        var elsewhere = HostId.random();
        agree(host, vm);
        agree(elsewhere, UUID.randomUUID());

        changes.announce(Topic.VM, vm, null);

        awaitEnd(host);
        assertThat(agreements.holds(seen(elsewhere, 1, false))).isTrue();
    }

    @Test
    void endsWhenAVmGetsItsPlaceThere() {
        try (var world = new VmWorld(beans)) {
            var came = world.stopped("web-1");
            var there = world.host.id();
            agree(there, UUID.randomUUID());

            changes.announce(Topic.VM, came.value(), null);

            awaitEnd(there);
        }
    }

    @Test
    void doesNotComeAboutIfARowIsChangedWhileTheyAreCompared() {
        var witness = HostId.random();
        agree(witness, vm);
        var open = agreements.begin(seen(host, 0, false));
        changes.announce(Topic.VM, vm, null);
        awaitEnd(witness);

        agreements.conclude(open, Set.of(vm));

        assertThat(agreements.holds(seen(host, 1, false))).isFalse();
    }

    @Test
    void goesWithItsHost() {
        agree(host, vm);

        agreements.forget(new HostRemoved(host));

        assertThat(agreements.holds(seen(host, 1, false))).isFalse();
    }

    private void agree(HostId there, UUID... vms) {
        agreements.conclude(agreements.begin(seen(there, 0, false)), Set.of(vms));
        assertThat(agreements.holds(seen(there, 1, false))).isTrue();
    }

    private void awaitEnd(HostId there) {
        VmWorld.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(agreements.holds(seen(there, 1, false))).isFalse());
    }

    private HostSeen seen(HostId there, int second, boolean asked) {
        var domain = new DomainObservation(vm, "x", PowerState.RUNNING, PowerReason.BOOTED);
        return new HostSeen(there, NOW.plusSeconds(second), List.of(domain), asked);
    }
}
