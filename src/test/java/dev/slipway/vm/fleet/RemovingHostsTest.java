package dev.slipway.vm.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostInUse;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A host with VMs stays, and the refusal names them; without, all that was known of it goes. */
@SlipwayTest
class RemovingHostsTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    Hosts hosts;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aHostWithVmsIsNotRemovedAndOneWithoutIs() {
        try (var world = new VmWorld(beans)) {
            world.running("web-1");

            assertThatThrownBy(() -> hosts.remove(world.host.id(), VmWorld.SYSTEM))
                    .isInstanceOfSatisfying(HostInUse.class, refused -> {
                        assertThat(refused.sentence()).contains("web-1", "disable the host");
                        assertThat(refused.facts()).containsEntry("vms", List.of("web-1"));
                    });

            var draft = new HostDraft(
                    "empty-" + UUID.randomUUID(), new HostConnection("simulated:nobody"), "/pool", Optional.empty());
            var empty = KnownHosts.register(beans::getBean, draft);
            jdbc.sql(
                            "insert into staged_image (sha256, host_id, pool, state, volume, allocated_bytes, epoch, leased_until,"
                                    + " changed_at) select sha256, ?, pool, state, volume, allocated_bytes, epoch, leased_until,"
                                    + " changed_at from staged_image where host_id = ?")
                    .params(empty.id().value(), world.host.id().value())
                    .update();
            hosts.remove(empty.id(), VmWorld.SYSTEM);

            assertThat(hosts.all()).extracting(host -> host.id()).doesNotContain(empty.id());
            assertThat(jdbc.sql("select count(*) from staged_image where host_id = ?")
                            .param(empty.id().value())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }
}
