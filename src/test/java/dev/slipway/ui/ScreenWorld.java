package dev.slipway.ui;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.BrowserlessUserContext;
import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.browserless.internal.MockVaadin;
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
import dev.slipway.hypervisor.Acceleration;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.SignedIn;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.launch.LaunchRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * What a person needs to launch a VM, theirs alone (a project, an image, a size, a network that only one simulated host
 * has), and windows to look at screens through, without a browser.
 */
public final class ScreenWorld implements AutoCloseable {
    static final Actor SYSTEM = Actor.system("test");
    private static final Random RANDOM = new Random();

    public final ProjectView project;
    public final Person member;
    public final ImageView image;
    public final SizeView size;
    public final NetworkView network;
    public final SimulatedHost machine;
    public final HostView host;
    public final People people;
    private final ApplicationContext application;
    private final SecuredBrowserlessApplicationContext<Authentication> screens;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    public ScreenWorld(ApplicationContext application) {
        this.application = application;
        people = new People(application);
        project = people.newProject();
        member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        network = bean(Networks.class).register("net " + tag, "", NetworkKind.BRIDGE, "br-" + tag, SYSTEM);
        size = bean(Sizes.class).create("size " + tag, new Resources(1, 256, 1024), SYSTEM);
        image = publish();
        machine = bean(SimulatedHosts.class).host("ui-" + tag).withNetwork(NicKind.BRIDGE, "br-" + tag);
        machine.guests()
                .bootingIn(Duration.ZERO)
                .stoppingIn(Duration.ofMillis(20))
                .addressAfter(Duration.ZERO);
        host = register();
        screens = SpringBrowserlessApplicationContext.createSecured(application, "dev.slipway.ui");
    }

    /** A window of that person's own session, signed in. */
    public BrowserlessUIContext window(Person person) {
        return open(screens.newUser(signedIn(person)));
    }

    /** A window of nobody. */
    public BrowserlessUIContext window() {
        return open(screens.newUser());
    }

    private static BrowserlessUIContext open(BrowserlessUserContext user) {
        var window = user.newWindow();
        Line.to(window);
        return window;
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public VmId running(String name) {
        var launched = bean(VirtualMachines.class)
                .launch(
                        new LaunchRequest(
                                project.id(),
                                name,
                                image.version(),
                                size.id(),
                                network.id(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty()),
                        member.actor());
        ended(launched.operation());
        return launched.vm();
    }

    public VmId stopped(String name) {
        VmId vm = running(name);
        ended(bean(VirtualMachines.class).forceOff(vm, member.actor()));
        return vm;
    }

    public void ended(OperationId operation) {
        await().until(() ->
                bean(Operations.class).get(operation, member.actor()).state().isFinal());
    }

    public void limit(Dimension dimension, long limit) {
        bean(Quotas.class)
                .limitProject(project.tenant(), project.id(), Map.of(dimension, OptionalLong.of(limit)), SYSTEM);
    }

    /** Waits on the window's own thread, letting what was pushed to it arrive in between. */
    public static void awaitOn(BrowserlessUIContext window, org.awaitility.core.ThrowingRunnable assertion) {
        await().pollInSameThread().untilAsserted(() -> {
            window.activate();
            MockVaadin.clientRoundtrip();
            assertion.run();
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
    }

    public static Authentication signedIn(Person person) {
        var principal = new SignedIn(person.user().id().value(), person.user().name());
        return UsernamePasswordAuthenticationToken.authenticated(principal, null, List.of());
    }

    private ImageView publish() {
        var draft = new ImageDraft(
                "image " + tag, "For tests", "Debian", "debian", Firmware.BIOS, true, true, 128, "2026-11");
        try {
            var dir = Files.createTempDirectory("image-");
            var file = Qcow2Samples.file(dir, 64, RANDOM.nextLong());
            ImageView published = bean(Images.class).publish(draft, file, SYSTEM);
            Files.delete(file);
            Files.delete(dir);
            return published;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HostView register() {
        var hosts = bean(Hosts.class);
        var draft = new HostDraft("host-" + tag, machine.connection(), "/pool", Optional.of(Acceleration.EMULATED));
        var id = KnownHosts.register(this::bean, draft).id();
        return await().until(
                        () -> hosts.get(id, SYSTEM),
                        view -> view.state() == HostState.ENABLED
                                && view.poolAvailableMib() > 0
                                && view.networks().stream()
                                        .anyMatch(n -> n.name().equals(network.source())));
    }

    @Override
    public void close() {
        screens.close();
        machine.recover();
        bean(Hosts.class).setEnabled(host.id(), false, SYSTEM);
        bean(SimulatedHosts.class).scrap(machine.name());
    }
}
