package dev.slipway.api;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.host.HostDraft;
import dev.slipway.host.HostState;
import dev.slipway.host.HostView;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Resources;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.Portal;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.WebVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.context.ApplicationContext;

/** Something to launch, a simulated host that only this world's VMs are placed on, and people who speak HTTP. */
public final class ApiWorld implements AutoCloseable {
    public static final Actor SYSTEM = Actor.system("test");
    public static final Duration SOON = Duration.ofSeconds(60);

    public final People people;
    public final Tenancy home;
    public final SimulatedHost machine;
    public final HostView host;
    public final ImageView image;
    public final SizeView size;
    public final NetworkView network;
    private final ApplicationContext application;
    private final int port;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    /** A tenant's only project, and its one member. */
    public record Tenancy(ProjectView project, Person person, ApiClient api, Portal portal) {}

    public ApiWorld(ApplicationContext application, int port) {
        this.application = application;
        this.port = port;
        people = new People(application);
        home = newTenancy();
        network = bean(Networks.class).register("net " + tag, "", NetworkKind.BRIDGE, "br-" + tag, SYSTEM);
        size = bean(Sizes.class).create("size " + tag, new Resources(1, 256, 1024), SYSTEM);
        image = publish(Scope.PLATFORM);
        // Every door is opened by everybody, most with a VM of its own.
        machine = bean(SimulatedHosts.class)
                .host("api-" + tag)
                .withNetwork(NicKind.BRIDGE, "br-" + tag)
                .withSize(256, 512 * 1024, 2048 * 1024);
        machine.guests()
                .bootingIn(Duration.ZERO)
                .stoppingIn(Duration.ofMillis(20))
                .addressAfter(Duration.ZERO);
        host = registered();
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(SOON).pollInterval(Duration.ofMillis(30));
    }

    public ApiClient client(Person person) {
        return new ApiClient(port, Optional.of(person.token()));
    }

    public WebVisitor visitor() {
        return new WebVisitor(port);
    }

    /** With no limits but those that a test sets. */
    public Tenancy newTenancy() {
        ProjectView project = people.newProject();
        Person person = people.newMember(project.id(), Role.PROJECT_MEMBER);
        var none = new EnumMap<Dimension, OptionalLong>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            none.put(dimension, OptionalLong.empty());
        }
        bean(Quotas.class).limitTenant(project.tenant(), none, SYSTEM);
        bean(Quotas.class)
                .limitMember(project.tenant(), project.id(), person.user().id(), none, SYSTEM);
        ApiClient api = client(person);
        return new Tenancy(project, person, api, new Portal(api));
    }

    /** What a launch needs, to be changed as one likes. */
    public Map<String, Object> body(Tenancy tenancy, String name) {
        return new HashMap<>(Map.of(
                "project", tenancy.project().id().toString(),
                "name", name,
                "image", image.version().toString(),
                "size", size.id().toString(),
                "network", network.id().toString()));
    }

    /** @return the id of a VM that runs */
    public String running(Tenancy tenancy, String name) {
        String vm = tenancy.portal().launch(body(tenancy, name));
        tenancy.portal().awaitStatus(vm, SOON, "RUNNING");
        awaitEnd(tenancy, vm);
        return vm;
    }

    /** Until nothing holds the VM any more. */
    public void awaitEnd(Tenancy tenancy, String vm) {
        await().until(() -> {
            var operation = tenancy.portal().vm(vm).path("operation");
            return operation.isNull()
                    || operation.isMissingNode()
                    || operation.path("ended").asBoolean();
        });
    }

    /** An image of that owner. */
    public ImageView publish(Scope owner) {
        var name = "image " + UUID.randomUUID().toString().substring(0, 8);
        var draft = new ImageDraft(name, "", "Debian", "debian", Firmware.BIOS, true, true, 128, "2026-11");
        try {
            var directory = Files.createTempDirectory("image-");
            var file = Qcow2Samples.file(directory, 64, new Random().nextLong());
            var published = bean(Images.class).publish(draft, owner, file, SYSTEM);
            Files.delete(file);
            Files.delete(directory);
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostView registered() {
        Hosts hosts = bean(Hosts.class);
        var draft = HostDraft.of("host-" + tag, "simulated:" + machine.name(), "/pool", Optional.of("EMULATED"));
        var id = KnownHosts.register(this::bean, draft).id();
        return await().until(
                        () -> hosts.get(id, SYSTEM),
                        view -> view.state() == HostState.ENABLED
                                && view.acceleration().isPresent()
                                && view.poolAvailableMib() > 0
                                && view.networks().stream()
                                        .anyMatch(n -> n.name().equals(network.source())));
    }

    List<String> names(Tenancy tenancy, String query) {
        var items = tenancy.api()
                .get("/api/v1/vms?project=" + tenancy.project().id() + query)
                .body()
                .path("items");
        return items.valueStream().map(vm -> vm.path("name").asString()).toList();
    }

    /** Nobody is placed here any more; what was there is gone with the machine. */
    @Override
    public void close() {
        machine.recover();
        bean(Hosts.class).setEnabled(host.id(), false, SYSTEM);
        bean(SimulatedHosts.class).scrap(machine.name());
    }
}
