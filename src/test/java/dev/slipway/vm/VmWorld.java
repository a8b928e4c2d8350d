package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.host.HostDraft;
import dev.slipway.host.HostSeen;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Grant;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.placement.PlacementDecision;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.vm.end.Deletions;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.outside.Agreements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everything that a VM needs, and nobody else uses: a simulated host with a network of its own (so that only its VMs are
 * placed there), a tenant, a project, a member, an image, a size.
 */
public final class VmWorld implements AutoCloseable {
    public static final Actor SYSTEM = Actor.system("test");
    private static final Random RANDOM = new Random();

    public final VirtualMachines vms;
    public final Deletions deletions;
    public final SimulatedHost machine;
    public final HostView host;
    public final ProjectView project;
    public final Actor actor;
    public final ImageView image;
    public final SizeView size;
    public final NetworkView network;
    private final Map<HostId, SimulatedHost> others = new LinkedHashMap<>();
    private final BeanFactory beans;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    public VmWorld(BeanFactory beans) {
        this.beans = beans;
        vms = bean(VirtualMachines.class);
        deletions = bean(Deletions.class);
        project = bean(Tenants.class).createTenant("Tenant " + tag, SYSTEM);
        actor = member("ada", Role.PROJECT_MEMBER);
        unlimited();
        network = bean(Networks.class).register("net " + tag, "", NetworkKind.BRIDGE, "br-" + tag, SYSTEM);
        image = publish(true);
        size = size(new Resources(1, 256, 1024));
        machine = bean(SimulatedHosts.class).host("vm-" + tag).withNetwork(NicKind.BRIDGE, "br-" + tag);
        machine.guests()
                .bootingIn(Duration.ZERO)
                .stoppingIn(Duration.ofMillis(20))
                .addressAfter(Duration.ZERO);
        host = registered("host-" + tag, machine);
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    /** Somebody with that role here; without an account, which takes seconds to make and is only needed for keys. */
    public Actor member(String name, Role role) {
        return new Actor(UserId.random(), name + "-" + tag, "192.0.2.1", Set.of(new Grant(role, project.scope())));
    }

    /** A member who can have SSH keys. */
    public Actor accountHolder() {
        var user = bean(Users.class).create("grace-" + tag, "Grace", "a long enough password", SYSTEM);
        bean(Tenants.class).setMember(project.id(), user.id(), Role.PROJECT_MEMBER, SYSTEM);
        return bean(Actors.class).of(user.id(), "192.0.2.1");
    }

    public SizeView size(Resources resources) {
        var name = "s " + tag + " " + resources.vcpus() + " " + resources.memoryMib() + " " + resources.diskMib();
        return bean(Sizes.class).create(name, resources, SYSTEM);
    }

    public ImageView publish(boolean cloudInit) {
        return publish(cloudInit, true);
    }

    public ImageView publish(boolean cloudInit, boolean guestAgent) {
        var name = (cloudInit ? "image " : "plain ") + (guestAgent ? "" : "deaf ") + tag;
        var draft = new ImageDraft(name, "", "Debian", "debian", Firmware.BIOS, cloudInit, guestAgent, 128, "2026-11");
        try {
            var dir = Files.createTempDirectory("image-");
            var file = Qcow2Samples.file(dir, 64, RANDOM.nextLong());
            var published = bean(Images.class).publish(draft, file, SYSTEM);
            Files.delete(file);
            Files.delete(dir);
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public LaunchRequest request(String name) {
        return new LaunchRequest(
                project.id(),
                name,
                image.version(),
                size.id(),
                network.id(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    public Launched launch(String name) {
        return vms.launch(request(name), actor);
    }

    public VmId running(String name) {
        var launched = launch(name);
        assertThat(ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
        return launched.vm();
    }

    public VmId stopped(String name) {
        var vm = running(name);
        assertThat(ended(vms.forceOff(vm, actor)).state()).isEqualTo(OperationState.DONE);
        return vm;
    }

    public OperationView ended(OperationId operation) {
        return ended(operation, actor);
    }

    public OperationView ended(OperationId operation, Actor who) {
        return await().until(
                        () -> bean(Operations.class).get(operation, who),
                        view -> view.state().isFinal());
    }

    public VmView view(VmId vm) {
        return vms.get(vm, actor);
    }

    public void awaitStatus(VmId vm, VmStatus status) {
        await().untilAsserted(() -> assertThat(view(vm).status()).isEqualTo(status));
    }

    /** The host and the rows are known to say the same, so that it is not compared again without a reason. */
    public void awaitAgreement() {
        await().until(() -> bean(Agreements.class).holds(inventory()));
    }

    /** What the host says now, to nobody in particular. */
    public HostSeen inventory() {
        var at = bean(Clock.class).instant();
        return new HostSeen(host.id(), at, bean(Hypervisors.class).on(host.id()).observeAll(), false);
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(20));
    }

    /** What the project uses, on the level of the tenant. */
    public Map<Dimension, Long> used() {
        var used = new EnumMap<Dimension, Long>(Dimension.class);
        for (QuotaLine line : vms.quota(project.id(), actor)) {
            if (line.level() == Level.TENANT) {
                used.put(line.dimension(), line.used());
            }
        }
        return used;
    }

    public void assertUsed(long allocated, long running) {
        var each = size.resources();
        assertThat(used())
                .containsEntry(Dimension.VMS, allocated)
                .containsEntry(Dimension.VCPUS, allocated * each.vcpus())
                .containsEntry(Dimension.MEMORY_MIB, allocated * each.memoryMib())
                .containsEntry(Dimension.DISK_MIB, allocated * each.diskMib())
                .containsEntry(Dimension.RUNNING_VCPUS, running * each.vcpus())
                .containsEntry(Dimension.RUNNING_MEMORY_MIB, running * each.memoryMib());
    }

    /** Neither on the host, nor held by placement. */
    public void assertNothingOnHost(VmId vm) {
        assertGoneFrom(vm, machine);
        assertThat(bean(Placements.class).explain(vm)).isEmpty();
    }

    public void assertGoneFrom(VmId vm, SimulatedHost from) {
        assertThat(from.defined()).noneMatch(spec -> spec.vm().equals(vm));
        assertThat(from.volumeNames(host.pool())).noneMatch(name -> name.contains(vm.toString()));
    }

    public void limit(Dimension dimension, long limit) {
        bean(Quotas.class)
                .limitProject(project.tenant(), project.id(), Map.of(dimension, OptionalLong.of(limit)), SYSTEM);
    }

    /** Members and tenants have limits from the start; these tests set the ones that matter themselves. */
    private void unlimited() {
        var none = new EnumMap<Dimension, OptionalLong>(Dimension.class);
        for (var dimension : Dimension.values()) {
            none.put(dimension, OptionalLong.empty());
        }
        bean(Quotas.class).limitTenant(project.tenant(), none, SYSTEM);
        bean(Quotas.class).limitMember(project.tenant(), project.id(), actor.requireUser(), none, SYSTEM);
    }

    /** Smaller than the one there is, so that it is the second choice. */
    public SimulatedHost smallerHost() {
        return smallerHost(other -> {});
    }

    /** @param before what is done with it before it is registered */
    public SimulatedHost smallerHost(Consumer<SimulatedHost> before) {
        var facts = machine.facts();
        var smaller = bean(SimulatedHosts.class)
                .host("vm-" + tag + "-" + others.size())
                .withSize(facts.cpus() / 2, facts.memoryMib() / 2, 10_000)
                .withNetwork(NicKind.BRIDGE, "br-" + tag);
        smaller.guests().bootingIn(Duration.ZERO).addressAfter(Duration.ZERO);
        before.accept(smaller);
        others.put(registered("host-" + tag + "-" + others.size(), smaller).id(), smaller);
        return smaller;
    }

    /** The machine does not answer any more, and everybody knows, without waiting until its silence is long enough. */
    public void silence() {
        machine.goDown();
        // A look that was under way may still write down that it answered. Once the next one begins, that is over.
        int met = machine.calls(SimulatedCall.FACTS);
        bean(Hosts.class).lookAgain(host.id(), SYSTEM);
        await().until(() -> machine.calls(SimulatedCall.FACTS) > met);
        bean(JdbcClient.class)
                .sql("update host set silent_since = coalesce(silent_since, utc_timestamp(6)) where id = ?")
                .param(host.id().value())
                .update();
        assertThat(hostState()).isEqualTo(HostState.UNREACHABLE);
    }

    public HostState hostState() {
        return bean(Hosts.class).get(host.id(), SYSTEM).state();
    }

    public HostId hostOf(SimulatedHost other) {
        return others.entrySet().stream()
                .filter(e -> e.getValue().equals(other))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** What is promised there, as placement counts it. */
    public Resources promised(HostId id) {
        return bean(JdbcClient.class)
                .sql("select vcpus, memory_mib, disk_mib from host_capacity where host_id = ?")
                .param(id.value())
                .query((row, n) -> new Resources(row.getInt(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    public Optional<HostId> placeOf(VmId vm) {
        return bean(Placements.class).explain(vm).map(PlacementDecision::host);
    }

    HostView viewOf(SimulatedHost machine) {
        return bean(Hosts.class).all().stream()
                .filter(h -> h.uri().equals(machine.connection().uri()))
                .findFirst()
                .orElseThrow();
    }

    private HostView registered(String name, SimulatedHost machine) {
        var hosts = bean(Hosts.class);
        var draft = new HostDraft(name, machine.connection(), "/pool", Optional.of(Acceleration.EMULATED));
        var id = KnownHosts.register(this::bean, draft).id();
        return await().until(
                        () -> hosts.get(id, SYSTEM),
                        view -> view.state() == HostState.ENABLED
                                && view.acceleration().isPresent()
                                && view.poolAvailableMib() > 0
                                && view.networks().stream()
                                        .anyMatch(n -> n.name().equals(network.source())));
    }

    /** Nobody is placed here any more; what was there is gone with the machine. */
    @Override
    public void close() {
        machine.recover();
        if (bean(Hosts.class).all().stream().anyMatch(h -> h.id().equals(host.id()))) {
            bean(Hosts.class).setEnabled(host.id(), false, SYSTEM);
        }
        bean(SimulatedHosts.class).scrap(machine.name());
        others.forEach((id, other) -> {
            bean(Hosts.class).setEnabled(id, false, SYSTEM);
            bean(SimulatedHosts.class).scrap(other.name());
        });
    }
}
