package dev.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.BeanFactory;

/** A simulated host that nobody else uses. */
public final class StorageWorld implements AutoCloseable {
    public static final Actor SYSTEM = Actor.system("test");

    public final SimulatedHost machine;
    public final HostId host;
    private final BeanFactory beans;

    public StorageWorld(BeanFactory beans) {
        this.beans = beans;
        var tag = UUID.randomUUID().toString().substring(0, 8);
        machine = bean(SimulatedHosts.class).host("store-" + tag);
        var draft = new HostDraft("store-" + tag, machine.connection(), "/pool", Optional.of(Acceleration.EMULATED));
        host = KnownHosts.register(this::bean, draft).id();
        await().until(() -> bean(Hosts.class).get(host, SYSTEM).state() == HostState.ENABLED);
        // So that the list is complete before a test begins.
        await().until(() -> pool("slipway").isPresent());
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    public StoragePools pools() {
        return bean(StoragePools.class);
    }

    Optional<StoragePool> pool(String name) {
        return pools().list(host, SYSTEM).stream()
                .filter(p -> p.name().equals(name))
                .findFirst();
    }

    public StoragePool made(String name) {
        done(pools().create(host, StoragePoolDraft.directory(name, "/srv/" + name), SYSTEM));
        return pool(name).orElseThrow();
    }

    /** In a pool that is listed anew. */
    public void volume(StoragePool pool, String name) {
        machine.virsh().createVolume(new VolumeRef(pool.name(), name), 10);
        done(pools().refresh(pool.id(), SYSTEM));
    }

    public void done(OperationId operation) {
        assertThat(ended(operation).state()).isEqualTo(OperationState.DONE);
    }

    OperationView ended(OperationId operation) {
        return await().until(
                        () -> bean(Operations.class).get(operation, SYSTEM),
                        view -> view.state().isFinal());
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        machine.recover();
        bean(Hosts.class).setEnabled(host, false, SYSTEM);
        bean(SimulatedHosts.class).scrap(machine.name());
    }
}
