package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.HostId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The host as a whole. */
public interface HostContract extends ContractFixture {
    @Test
    default void saysWhatTheHostIs() {
        var facts = host().facts();

        assertThat(facts.cpus()).isPositive();
        assertThat(facts.memoryMib()).isPositive();
        assertThat(facts.hostname()).isNotBlank();
        assertThat(facts.hypervisorVersion()).isNotBlank();
        assertThat(facts.architecture()).isNotBlank();
        assertThat(host().facts().hostUuid()).isEqualTo(facts.hostUuid());
    }

    @Test
    default void doesNotHaveANetworkThatNobodyMade() {
        assertThat(host().hasNetwork(NicKind.BRIDGE, "nosuchbr")).isFalse();
        assertThat(host().hasNetwork(NicKind.LIBVIRT_NETWORK, "no-such-network"))
                .isFalse();
    }

    @Test
    default void saysWhatItHasForGuests() {
        var equipment = host().equipment();

        assertThat(equipment.memoryFreeMib()).isPositive();
        assertThat(equipment.pools())
                .filteredOn(pool -> pool.name().equals(pool()))
                .singleElement()
                .satisfies(pool -> {
                    assertThat(pool.type()).isEqualTo("dir");
                    assertThat(pool.active()).isTrue();
                    assertThat(pool.path()).startsWith("/");
                });
        assertThat(host().wiring().networks()).isEqualTo(equipment.networks());
        assertThat(equipment.networks())
                .filteredOn(network -> network.ready())
                .allSatisfy(network -> assertThat(host().hasNetwork(network.kind(), network.name()))
                        .isTrue());
    }

    @Test
    default void makesANetworkOfItsOwnAndNoOneElses() {
        var network = new OwnNetwork(
                UUID.randomUUID(), "sw-contract", false, "192.168.231.1", 24, "192.168.231.128", "192.168.231.254");
        var impostor = new OwnNetwork(
                UUID.randomUUID(), "sw-contract", false, "192.168.232.1", 24, "192.168.232.128", "192.168.232.254");

        host().ensureNetwork(network);
        host().ensureNetwork(network);

        assertThat(host().hasNetwork(NicKind.LIBVIRT_NETWORK, "sw-contract")).isTrue();
        assertThat(host().wiring().networks())
                .filteredOn(wire -> wire.name().equals("sw-contract") && wire.kind() == NicKind.LIBVIRT_NETWORK)
                .singleElement()
                .satisfies(wire -> {
                    assertThat(wire.ready()).isTrue();
                    assertThat(wire.about()).startsWith("isolated");
                });
        host().removeNetwork(impostor.id());
        assertThat(host().hasNetwork(NicKind.LIBVIRT_NETWORK, "sw-contract")).isTrue();

        host().removeNetwork(network.id());
        host().removeNetwork(network.id());
        assertThat(host().wiring().networks()).noneMatch(wire -> wire.name().equals("sw-contract"));
    }

    @Test
    default void triesAGuestAndLeavesNothingOfIt() {
        var before = host().observeAll().size();

        host().tryGuest();

        assertThat(host().observeAll()).hasSize(before);
    }

    @Test
    default void tellsItsTimeAndLeavesNothingOfTheQuestion() {
        var before = host().equipment().pools();

        assertThat(host().clock()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));

        assertThat(host().equipment().pools()).isEqualTo(before);
    }

    @Test
    default void knowsOnlyRegisteredHosts() {
        assertThatThrownBy(() -> hypervisors().on(HostId.random())).isInstanceOf(HostUnreachable.class);
        assertThatThrownBy(() -> hypervisors().watch(HostId.random())).isInstanceOf(HostUnreachable.class);
        hypervisors().unregister(HostId.random());
    }
}
