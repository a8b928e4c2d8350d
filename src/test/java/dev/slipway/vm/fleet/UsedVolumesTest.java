package dev.slipway.vm.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Conflict;
import dev.slipway.operation.OperationState;
import dev.slipway.storage.StoragePool;
import dev.slipway.storage.StoragePoolDraft;
import dev.slipway.storage.StoragePools;
import dev.slipway.storage.StorageVolume;
import dev.slipway.storage.VolumeOwner;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.adopt.Pets;
import dev.slipway.vm.adopt.UnknownDomains;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose volumes are, and that what is somebody's is not deleted. */
@SlipwayTest
class UsedVolumesTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    StoragePools pools;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        VmWorld.await().until(() -> pool(world.host.pool()).isPresent());
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void saysWhoseAVolumeIsAndDeletesNobodysOnly() {
        var vm = world.stopped("web-1");
        Pets.define(world.machine, world.host.pool(), "pet", world.network.source());
        world.machine.virsh().createVolume(new VolumeRef(world.host.pool(), "stray.qcow2"), 10);
        var pool = pool(world.host.pool()).orElseThrow();
        VmWorld.await().until(() -> {
            refresh(pool);
            return volumes(pool).get("pet.qcow2") != null
                    && volumes(pool).get("pet.qcow2").isPresent();
        });

        var owners = volumes(pool);

        assertThat(owners.get("vm-" + vm + "-disk.qcow2")).hasValueSatisfying(o -> {
            assertThat(o.kind()).isEqualTo(VolumeOwner.Kind.VM);
            assertThat(o.name()).isEqualTo("web-1");
        });
        assertThat(owners.get("pet.qcow2"))
                .hasValueSatisfying(o -> assertThat(o.words()).isEqualTo("domain pet"));
        assertThat(owners.entrySet().stream().filter(e -> e.getKey().startsWith("base-")))
                .singleElement()
                .satisfies(e -> assertThat(e.getValue())
                        .hasValueSatisfying(o -> assertThat(o.kind()).isEqualTo(VolumeOwner.Kind.IMAGE)));
        assertThat(owners.get("stray.qcow2")).isEmpty();
        owners.forEach((name, owner) -> {
            if (owner.isPresent()) {
                assertThatThrownBy(() -> pools.deleteVolume(pool.id(), name, VmWorld.SYSTEM))
                        .isInstanceOf(Conflict.class)
                        .hasMessageContaining(owner.get().words());
            }
        });
        var end = world.ended(pools.deleteVolume(pool.id(), "stray.qcow2", VmWorld.SYSTEM), VmWorld.SYSTEM);
        assertThat(end.state()).isEqualTo(OperationState.DONE);
        assertThat(world.machine.volumeNames(world.host.pool())).doesNotContain("stray.qcow2");
    }

    @Test
    void doesNotDeleteAPoolThatADomainNeeds() {
        assertThat(world.ended(
                                pools.create(
                                        world.host.id(),
                                        StoragePoolDraft.directory("archive", "/srv/archive"),
                                        VmWorld.SYSTEM),
                                VmWorld.SYSTEM)
                        .state())
                .isEqualTo(OperationState.DONE);
        var pet = Pets.define(world.machine, "archive", "pet", world.network.source());
        var domains = world.bean(UnknownDomains.class);
        VmWorld.await()
                .until(() -> domains.list(world.host.id(), VmWorld.SYSTEM).stream()
                        .anyMatch(d -> d.id().value().equals(pet.vm().value())));
        var archive = pool("archive").orElseThrow();

        assertThatThrownBy(() -> pools.delete(archive.id(), VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("domain pet");
    }

    private void refresh(StoragePool pool) {
        world.ended(pools.refresh(pool.id(), VmWorld.SYSTEM), VmWorld.SYSTEM);
    }

    private Map<String, Optional<VolumeOwner>> volumes(StoragePool pool) {
        return pools.volumes(pool.id(), VmWorld.SYSTEM).stream()
                .collect(Collectors.toMap(StorageVolume::name, StorageVolume::owner));
    }

    private Optional<StoragePool> pool(String name) {
        return pools.list(world.host.id(), VmWorld.SYSTEM).stream()
                .filter(p -> p.name().equals(name))
                .findFirst();
    }
}
