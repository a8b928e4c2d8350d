package dev.slipway.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Level;
import dev.slipway.quota.Quotas;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestView;
import dev.slipway.quota.request.Wanted;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Projects;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.shell.Place;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.owner.Payers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whose tenant has only its default project never meets the word; whose tenant has two, does. */
class OneProjectTest extends ScreenTest {
    private static final String WORD = "(?is).*project.*";

    /** Projects of other tests, which an administrator sees as well. */
    private static final String NAMED_SO = " / project-[0-9a-f]{8}";

    @Test
    void membersOfASingleProjectNeverReadTheWord() {
        VmId vm = busy();
        for (Person person : List.of(world.member, role(Role.PROJECT_VIEWER), role(Role.PROJECT_MANAGER))) {
            neverReadsIt(person, screens(vm));
        }
    }

    @Test
    void itsAdministratorsNeverReadTheWord() {
        VmId vm = busy();
        Person admin = world.people.newTenantAdministrator(world.project.tenant());

        neverReadsIt(admin, screens(vm));

        BrowserlessUIContext window = world.window(admin);
        window.getUI().navigate("tenant");
        press(window, button(window, "Set a part apart"));
        press(window, button(window, "Set apart"));
        assertThat(Readable.in(window)).contains("A name is one line").doesNotMatch(WORD);
    }

    @Test
    void dialogsDoNotSayIt() {
        VmId vm = busy();
        RequestView open = ask(Level.PROJECT, Dimension.VMS, 3);
        Person manager = role(Role.PROJECT_MANAGER);
        dialog(manager, "vms/" + vm, "Hand over");
        dialog(manager, "members", "Add member");
        dialog(manager, "members", "Leave");
        dialog(manager, "requests", "Ask for more");
        dialog(world.people.newTenantAdministrator(world.project.tenant()), "quota", "Set team limits");
        for (Person person : List.of(world.member, manager, world.people.newAdministrator())) {
            BrowserlessUIContext reader = world.window(person);
            UI.getCurrent()
                    .navigate(
                            "requests", QueryParameters.of("request", open.id().toString()));
            assertThat(Readable.in(reader).replaceAll(NAMED_SO, ""))
                    .contains("team " + world.project.tenantName())
                    .doesNotMatch(WORD);
        }
    }

    @Test
    void refusalsDoNotSayIt() {
        VmId vm = world.stopped("web-1");
        var quotas = world.bean(Quotas.class);
        var machines = world.bean(VirtualMachines.class);
        var project = world.project;
        List<String> refusals = new ArrayList<>();
        world.limit(Dimension.VMS, 1);
        refusals.add(refused(() -> machines.launch(request("web-2"), world.member.actor())));
        world.limit(Dimension.VMS, 5);
        quotas.limitMember(project.tenant(), project.id(), world.member.user().id(), none(), ScreenWorld.SYSTEM);
        refusals.add(refused(() -> machines.launch(request("web-2"), world.member.actor())));
        quotas.limitTenant(project.tenant(), none(), ScreenWorld.SYSTEM);
        refusals.add(refused(() -> machines.launch(request("web-2"), world.member.actor())));
        refusals.add(refused(() -> machines.launch(request("web-1"), world.member.actor())));
        Person manager = role(Role.PROJECT_MANAGER);
        refusals.add(refused(() -> machines.move(vm, project.id(), Optional.empty(), manager.actor())));
        refusals.add(refused(() -> machines.move(
                vm, project.id(), Optional.of(role(Role.PROJECT_VIEWER).user().id()), manager.actor())));
        refusals.add(refused(() -> world.bean(Projects.class).delete(project.id(), manager.actor())));
        refusals.add(refused(() -> world.bean(Members.class)
                .add(project.id(), manager.user().name(), Role.PROJECT_MEMBER, manager.actor())));
        refusals.add(refused(() -> world.bean(Members.class)
                .setRole(project.id(), manager.user().id(), Role.PLATFORM_AUDITOR, manager.actor())));
        refusals.add(refused(() -> quotas.limitProject(project.tenant(), project.id(), none(), manager.actor())));
        refusals.add(refused(() -> quotas.limitMember(
                project.tenant(), project.id(), manager.user().id(), none(), manager.actor())));

        assertThat(refusals)
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotMatch(WORD));
        assertThat(refusals.getFirst()).startsWith("Team " + project.tenantName() + " may use 1 VM");
    }

    @Test
    void whatARoleMayNotDoIsSaidWithoutIt() {
        for (Role role : List.of(Role.PROJECT_VIEWER, Role.PROJECT_MEMBER, Role.PROJECT_MANAGER)) {
            Person person = role(role);
            for (Scope scope : List.of(world.project.scope(), Scope.of(world.project.tenant()), Scope.PLATFORM)) {
                assertThat(Arrays.stream(Permission.values()).flatMap(p -> person.actor().whyNot(p, scope).stream()))
                        .allSatisfy(sentence -> assertThat(sentence).doesNotMatch(WORD));
            }
        }
    }

    @Test
    void whoIsNowhereYetDoesNotReadItEither() {
        neverReadsIt(world.people.newStranger(), Stream.of("launch", "usage/all"));
    }

    @Test
    void membersOfOneOfTwoProjectsReadIt() {
        world.bean(Tenants.class).createProject(world.project.tenant(), "web", ScreenWorld.SYSTEM);
        world.limit(Dimension.VMS, 0);
        BrowserlessUIContext window = world.window(world.member);
        String name = world.project.name();

        for (String screen : List.of("", "quota", "launch", "activity", "members", "usage")) {
            window.getUI().navigate(screen);
            assertThat(Readable.in(window)).as(screen).containsIgnoringCase("project " + name);
        }
        assertThat(refused(() -> world.bean(VirtualMachines.class).launch(request("web-2"), world.member.actor())))
                .startsWith("Project " + name + " may use 0 VMs");
    }

    private void neverReadsIt(Person person, Stream<String> more) {
        BrowserlessUIContext window = world.window(person);
        Stream.concat(Arrays.stream(Place.values()).map(OneProjectTest::address), more)
                .forEach(address -> {
                    window.activate();
                    window.getUI().navigate(address);
                    assertThat(Readable.in(window))
                            .as(address + " as " + person.user().name())
                            .isNotBlank()
                            .doesNotMatch(WORD);
                });
    }

    private void dialog(Person person, String address, String button) {
        BrowserlessUIContext window = world.window(person);
        window.getUI().navigate(address);
        String before = Readable.in(window);
        press(window, button(window, button));
        assertThat(Readable.in(window)).as(button).isNotEqualTo(before).doesNotMatch(WORD);
    }

    /** Things to read about: VMs, requests, grants, people who came and went. */
    private VmId busy() {
        world.limit(Dimension.VMS, 3);
        VmId vm = world.running("web-1");
        world.stopped("web-2");
        for (Level level : List.of(Level.PROJECT, Level.MEMBER)) {
            RequestView asked = ask(level, Dimension.VCPUS, 4);
            world.bean(QuotaRequests.class)
                    .approve(
                            asked.id(),
                            Decision.AS_ASKED,
                            world.people.newAdministrator().actor());
        }
        ask(Level.MEMBER, Dimension.VMS, 2);
        Person gone = role(Role.PROJECT_MEMBER);
        world.bean(Members.class).remove(world.project.id(), gone.user().id(), ScreenWorld.SYSTEM);
        refused(() -> world.bean(Projects.class)
                .rename(world.project.id(), "other", role(Role.PROJECT_VIEWER).actor()));
        return vm;
    }

    private RequestView ask(Level level, Dimension dimension, long more) {
        world.bean(Quotas.class)
                .limitProject(
                        world.project.tenant(),
                        world.project.id(),
                        Map.of(dimension, OptionalLong.of(9)),
                        ScreenWorld.SYSTEM);
        var path = world.bean(Payers.class).of(world.project.id(), Optional.empty(), world.member.actor());
        return world.bean(QuotaRequests.class)
                .ask(
                        new Ask(
                                path,
                                Map.of(new Wanted(level, dimension), more),
                                Optional.of(Instant.now().plus(Duration.ofDays(3))),
                                "to build"),
                        world.member.actor())
                .request();
    }

    private LaunchRequest request(String name) {
        return new LaunchRequest(
                world.project.id(),
                name,
                world.image.version(),
                world.size.id(),
                world.network.id(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Person role(Role role) {
        return world.people.newMember(world.project.id(), role);
    }

    private static Stream<String> screens(VmId vm) {
        return Stream.of("launch", "account", "usage/all", "vms/" + vm, "vms/" + vm + "/console");
    }

    private static String address(Place place) {
        return place.screen().getAnnotation(Route.class).value();
    }

    private static Map<Dimension, OptionalLong> none() {
        return Map.of(Dimension.VMS, OptionalLong.of(0));
    }

    private static String refused(ThrowingCallable doing) {
        return catchThrowableOfType(Problem.class, doing).sentence();
    }
}
