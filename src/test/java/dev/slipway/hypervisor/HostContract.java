package dev.slipway.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.kernel.HostId;
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
    default void knowsOnlyRegisteredHosts() {
        assertThatThrownBy(() -> hypervisors().on(HostId.random())).isInstanceOf(HostUnreachable.class);
        assertThatThrownBy(() -> hypervisors().watch(HostId.random())).isInstanceOf(HostUnreachable.class);
        hypervisors().unregister(HostId.random());
    }
}
