package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostView;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A world with two hosts, and what must be true of a VM that is on one of them and not on the other. */
public final class TwoHosts implements AutoCloseable {
    public final VmWorld world;
    public final SimulatedHost second;
    public final HostView secondHost;

    public TwoHosts(BeanFactory beans) {
        world = new VmWorld(beans);
        second = world.smallerHost();
        secondHost = world.viewOf(second);
        world.machine.guests().movingIn(Duration.ofMillis(100));
        second.guests().movingIn(Duration.ofMillis(100));
    }

    /** Whole on that host, with its room; nothing of it on the other, and no room. */
    public void assertOnlyOn(SimulatedHost machine, VmId vm, boolean running) {
        var host = world.viewOf(machine);
        var otherMachine = machine == second ? world.machine : second;
        VmWorld.await().untilAsserted(() -> {
            assertThat(world.placeOf(vm)).contains(host.id());
            assertThat(recordedHost(vm)).isEqualTo(host.id());
            assertThat(world.view(vm).status()).isEqualTo(running ? VmStatus.RUNNING : VmStatus.STOPPED);
            assertThat(machine.defined()).filteredOn(s -> s.vm().equals(vm)).hasSize(1);
            assertThat(machine.volumeNames(host.pool()))
                    .filteredOn(v -> v.contains(vm.toString()))
                    .hasSize(2);
            assertThat(otherMachine.defined()).noneMatch(s -> s.vm().equals(vm));
            assertThat(otherMachine.volumeNames(host.pool())).noneMatch(v -> v.contains(vm.toString()));
            assertThat(rows("allocation_hold", vm)).isZero();
            assertThat(rows("vm_migration", vm)).isZero();
            assertThat(rows("vm_leftover", vm)).isZero();
        });
    }

    HostId recordedHost(VmId vm) {
        return new HostId(world.bean(JdbcClient.class)
                .sql("select host_id from vm where id = ?")
                .param(vm.value())
                .query(UUID.class)
                .single());
    }

    public long rows(String table, VmId vm) {
        return world.bean(JdbcClient.class)
                .sql("select count(*) from " + table + " where vm_id = ?")
                .param(vm.value())
                .query(Long.class)
                .single();
    }

    public VolumeRef disk(VmId vm) {
        return new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
    }

    @Override
    public void close() {
        second.recover();
        second.cutFromPeers(false);
        world.close();
    }
}
