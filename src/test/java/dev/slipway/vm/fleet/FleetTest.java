package dev.slipway.vm.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

@SlipwayTest
class FleetTest {
    private static final PageRequest FIRST = PageRequest.of(0, 200);

    @Autowired
    BeanFactory beans;

    @Autowired
    Fleet fleet;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void countsWhatIsPromisedOnAHostAndWhatRunsThere() {
        assertThat(load().fullness()).isZero();

        var on = world.running("on");
        var off = world.stopped("off");

        var load = load();
        var each = world.size.resources();
        assertThat(load.vms()).isEqualTo(2);
        assertThat(load.running()).isEqualTo(1);
        assertThat(load.promised().vcpus()).isEqualTo(2 * each.vcpus());
        assertThat(load.promised().memoryMib()).isEqualTo(2 * each.memoryMib());
        assertThat(load.promised().diskMib()).isEqualTo(2 * each.diskMib());
        assertThat(load.fullness()).isBetween(Double.MIN_VALUE, 1.0);
        assertThat(fleet.vms(world.host.id(), FIRST, VmWorld.SYSTEM))
                .extracting(HostedVm::id)
                .containsExactly(off, on);

        world.ended(world.deletions.forGood(on, world.actor));
        world.ended(world.deletions.forGood(off, world.actor));
        assertThat(load().promised().vcpus()).isZero();
        assertThat(load().vms()).isZero();
    }

    @Test
    void tellsNobodyWhoDoesNotSeeHosts() {
        var manager = world.member("eve", Role.PROJECT_MANAGER);

        assertThatThrownBy(() -> fleet.list(manager)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> fleet.get(world.host.id(), manager)).hasMessageContaining("host");
        assertThatThrownBy(() -> fleet.vms(world.host.id(), FIRST, manager)).hasMessageContaining("host");
    }

    private HostLoad load() {
        return fleet.list(VmWorld.SYSTEM).stream()
                .filter(load -> load.host().id().equals(world.host.id()))
                .findAny()
                .orElseThrow();
    }
}
