package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld.Tenancy;
import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Real things of somebody else, asked for by people who learned their ids. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTest {
    /** Offered to every tenant, so no secret: the sizes. */
    private static final Set<String> EVERYBODYS = Set.of(
            "/api/v1/sizes/{size}/host-tags",
            "/api/v1/sizes/{size}/retire",
            "/api/v1/sizes/{size}/bring-back",
            "/api/v1/sizes/{size}/tenants");

    @Autowired
    ApplicationContext application;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private Tenancy home;
    private Map<String, String> ids;

    @BeforeAll
    void build() {
        world = new ApiWorld(application, port);
        home = world.home;
        Answer launched = home.api().post("/api/v1/vms", world.body(home, "secret"));
        String vm = launched.body().path("id").asString();
        home.portal().awaitStatus(vm, ApiWorld.SOON, "RUNNING");
        world.awaitEnd(home, vm);
        Answer key = home.api().post("/api/v1/ssh-keys", Map.of("name", "k", "publicKey", SshKeySample.fresh()));
        ids = new HashMap<>(Map.of(
                "vm", vm,
                "operation", launched.body().path("operation").path("id").asString(),
                "project", home.project().id().toString(),
                "key", key.body().path("id").asString(),
                "token",
                        home.api()
                                .get("/api/v1/tokens")
                                .body()
                                .path(0)
                                .path("id")
                                .asString(),
                "host", world.host.id().toString(),
                "version", world.publish(home.project().scope()).version().toString(),
                "size", world.size.id().toString()));
        ids.put("tenant", home.project().tenant().toString());
        ids.put("user", home.person().user().id().toString());
        assertThat(ids.values()).allSatisfy(id -> assertThat(id).hasSize(36));
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void learnNothingFromAnyRouteAndChangeNothing() {
        var elsewhere = world.newTenancy().api();
        var nowhere = world.client(world.people.newStranger());
        var routes = Route.all(requestMappingHandlerMapping).stream()
                .filter(Route::isSomebodys)
                .filter(route -> !EVERYBODYS.contains(route.path()))
                .toList();
        assertThat(routes).hasSizeGreaterThan(12);
        for (ApiClient stranger : List.of(elsewhere, nowhere)) {
            assertThat(routes).allSatisfy(route -> {
                Answer real = stranger.method(route.method(), route.with(ids));
                Answer unreal = stranger.method(route.method(), route.withUnknownIds());
                String what = route.method() + " " + route.path() + ": " + real.text();
                assertThat(real.status()).as(what).isIn(route.isAdministration() ? List.of(403, 404) : List.of(404));
                assertThat(real.status()).as(what).isEqualTo(unreal.status());
                assertThat(real.code()).as(what).isEqualTo(unreal.code());
                assertThat(real.body().path("detail"))
                        .as(what)
                        .isEqualTo(unreal.body().path("detail"));
            });
        }
        var vm = home.portal().vm(ids.get("vm"));
        assertThat(vm.path("status").asString()).isEqualTo("RUNNING");
        assertThat(home.api().get("/api/v1/ssh-keys").text()).contains(ids.get("key"));
        assertThat(home.api().get("/api/v1/tokens").text()).contains(ids.get("token"));
    }

    @Test
    void cannotLaunchWithWhatIsNotTheirs() {
        Tenancy elsewhere = world.newTenancy();
        Answer intoOurs = elsewhere.api().post("/api/v1/vms", world.body(home, "intruder"));
        assertThat(intoOurs.status()).isEqualTo(404);
        var body = world.body(elsewhere, "thief");
        body.put("sshKeys", List.of(ids.get("key")));
        Answer withOurKey = elsewhere.api().post("/api/v1/vms", body);
        assertThat(withOurKey.status()).as(withOurKey.text()).isEqualTo(404);
        assertThat(world.names(elsewhere, "")).isEmpty();
    }

    @Test
    void viewersSeeAndAreToldWhoMayDoMore() {
        var viewer = world.client(world.people.newMember(home.project().id(), Role.PROJECT_VIEWER));
        String vm = "/api/v1/vms/" + ids.get("vm");
        assertThat(viewer.get(vm).status()).isEqualTo(200);
        assertThat(viewer.get(vm).body().path("refusedActions").size())
                .as("each of them")
                .isEqualTo(VmAction.values().length);
        assertThat(viewer.get("/api/v1/operations/" + ids.get("operation")).status())
                .isEqualTo(200);
        for (Answer refused : List.of(
                viewer.post("/api/v1/vms", world.body(home, "viewed")),
                viewer.post(vm + "/actions/start", ""),
                viewer.post(vm + "/actions/shutdown", ""),
                viewer.post(vm + "/rebuild", Map.of()),
                viewer.post(vm + "/actions/reboot", ""),
                viewer.post(vm + "/actions/reset", ""),
                viewer.post(vm + "/actions/pause", ""),
                viewer.post(vm + "/actions/resume", ""),
                viewer.post(vm + "/actions/force-off", ""),
                viewer.post(vm + "/console-tickets", ""),
                viewer.post("/api/v1/operations/" + ids.get("operation") + "/cancel", ""),
                viewer.delete(vm))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("forbidden");
            assertThat(refused.body().path("detail").asString())
                    .contains(", member")
                    .contains("Ask one of them.");
        }
    }

    @Test
    void administrationIsForAdministrators() {
        var newSize = Map.of("name", "mine", "vcpus", 1, "memoryMib", 64, "diskMib", 1);
        var newHost = Map.of("name", "mine", "uri", "simulated:mine", "poolPath", "/pool");
        for (Answer refused : List.of(
                home.api().get("/api/v1/audit"),
                home.api().get("/api/v1/hosts"),
                home.api().post("/api/v1/host-checks", newHost),
                home.api().post("/api/v1/hosts/" + ids.get("host") + "/disable", ""),
                home.api().post("/api/v1/sizes", newSize))) {
            assertThat(refused.status()).as(refused.text()).isIn(403, 404);
            assertThat(refused.text()).doesNotContain("simulated:");
        }
        assertThat(home.api().get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(home.api().get("/api/v1/hosts").status()).isEqualTo(403);

        var administrator = world.client(world.people.newAdministrator());
        assertThat(administrator.get("/api/v1/hosts/" + ids.get("host")).status())
                .isEqualTo(200);
        Answer audit = administrator.get("/api/v1/audit?size=200");
        assertThat(audit.status()).isEqualTo(200);
        assertThat(audit.body().path("items").size()).isPositive();
        String host = "/api/v1/hosts/" + ids.get("host");
        assertThat(administrator
                        .post(host + "/disable", "")
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("DISABLED");
        assertThat(administrator.post(host + "/enable", "").status()).isEqualTo(200);
        assertThat(administrator
                        .post("/api/v1/hosts", Map.of("acceptWarnings", true))
                        .code())
                .isEqualTo("missing-field");
    }
}
