package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld.Tenancy;
import dev.slipway.identity.Role;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Asking for more and deciding about it, by HTTP alone. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotaRequestRoutesTest {
    private static final String PATH = "/api/v1/quota-requests";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;

    @BeforeAll
    void build() {
        world = new ApiWorld(application, port);
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void aRefusalCarriesWhatIsNeededToAskForMore() {
        Tenancy home = tight();
        Answer refused = home.api().post("/api/v1/vms", world.body(home, "web-1"));
        assertThat(refused.code()).isEqualTo("quota-exceeded");
        assertThat(refused.body().path("ask").asString()).isEqualTo(PATH);
        Answer asked = home.api()
                .post(
                        refused.body().path("ask").asString(),
                        Map.of(
                                "project", refused.body().path("project").asString(),
                                "member", refused.body().path("member").asString(),
                                "reason", "to build",
                                "until", Instant.now().plus(Duration.ofDays(3)).toString(),
                                "lines",
                                        List.of(Map.of(
                                                "level",
                                                        refused.body()
                                                                .path("level")
                                                                .asString(),
                                                "dimension",
                                                        refused.body()
                                                                .path("dimension")
                                                                .asString(),
                                                "amount",
                                                        refused.body()
                                                                .path("missing")
                                                                .asLong()))));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.body().path("waitsFor").asString()).isEqualTo("a tenant administrator");
        String request = asked.headers().get("location").getFirst();
        assertThat(home.api().get(request).body().path("state").asString()).isEqualTo("OPEN");
        assertThat(home.api()
                        .get(request + "/standing")
                        .body()
                        .path(0)
                        .path("limit")
                        .asLong())
                .isZero();

        ApiClient root = world.client(world.people.newAdministrator());
        Answer approved = root.post(request + "/approve", Map.of("comment", "fine"));
        assertThat(approved.body().path("state").asString()).as(approved.text()).isEqualTo("APPROVED");
        Answer grants =
                home.api().get("/api/v1/quota-grants?project=" + home.project().id());
        assertThat(grants.body().size()).isEqualTo(1);
        assertThat(grants.body().path(0).path("revocable").asBoolean()).isFalse();
        assertThat(home.api().post("/api/v1/vms", world.body(home, "web-1")).status())
                .isEqualTo(202);
        Answer again = root.post(request + "/approve", Map.of());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("already-decided");
        String grant =
                "/api/v1/quota-grants/" + grants.body().path(0).path("id").asString();
        assertThat(home.api().delete(grant).status()).isEqualTo(403);
        assertThat(world.newTenancy().api().delete(grant).status()).isEqualTo(404);
        assertThat(root.delete(grant).status()).isEqualTo(204);
        assertThat(root.delete(grant).code()).isEqualTo("grant-over");
        assertThat(home.api().post("/api/v1/vms", world.body(home, "web-2")).code())
                .isEqualTo("quota-exceeded");
    }

    @Test
    void launchesWhenApproved() {
        Tenancy home = tight();
        var vm = world.body(home, "web-1");
        vm.remove("project");
        Map<String, Object> wish =
                Map.of("project", home.project().id().toString(), "reason", "to build", "launch", vm);
        Answer asked = home.api().post(PATH, wish);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.body().path("launch").path("state").asString()).isEqualTo("WAITING");
        String request = PATH + "/" + asked.body().path("id").asString();
        Answer again = home.api().post(PATH, wish);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(asked.body().path("id"));
        assertThat(home.api().post(request + "/launch", "").code()).isEqualTo("not-failed");

        world.client(world.people.newAdministrator()).post(request + "/approve", "");
        ApiWorld.await()
                .until(() -> home.api()
                        .get(request)
                        .body()
                        .path("launch")
                        .path("state")
                        .asString()
                        .equals("LAUNCHED"));
        String launched =
                home.api().get(request).body().path("launch").path("vm").asString();
        home.portal().awaitStatus(launched, ApiWorld.SOON, "RUNNING");
    }

    @Test
    void listsByBoxStateAndProjectInPages() {
        Tenancy home = tight();
        String project = home.project().id().toString();
        String request = ask(home, "PROJECT", 1);
        ask(home, "PROJECT", "VCPUS", 2);
        home.api().post(request + "/withdraw", "");
        ApiClient manager = world.client(world.people.newMember(home.project().id(), Role.PROJECT_MANAGER));
        assertThat(list(home.api(), "box=MINE&project=" + project)).containsExactly("OPEN", "WITHDRAWN");
        assertThat(list(home.api(), "box=MINE&state=WITHDRAWN&project=" + project))
                .containsExactly("WITHDRAWN");
        assertThat(list(home.api(), "box=TO_DECIDE")).isEmpty();
        assertThat(list(manager, "box=ALL&sort=askedAt&size=1&page=1&project=" + project))
                .containsExactly("OPEN");
        assertThat(list(manager, "box=TO_DECIDE")).isEmpty();
        assertThat(home.api().get(PATH + "?box=SOMETHING").status()).isEqualTo(400);
        assertThat(home.api().get(PATH + "?sort=reason").code()).isEqualTo("sort");
    }

    @Test
    void refusesBadInputNamingTheField() {
        Tenancy home = tight();
        var good = new HashMap<String, Object>(Map.of(
                "project", home.project().id().toString(),
                "reason", "to build",
                "lines", List.of(line("PROJECT", "VMS", 1))));
        var bad = Map.<String, List<Object>>of(
                "lines",
                List.of(
                        List.of(),
                        List.of(line("PROJECT", "VMS", -1)),
                        List.of(line("PROJECT", "VMS", 0)),
                        List.of(line("PROJECT", "VMS", Long.MAX_VALUE)),
                        List.of(line("PROJECT", "VMS", 1), line("PROJECT", "VMS", 1)),
                        List.of(Map.of("level", "PROJECT"))),
                "until",
                List.of("2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "tomorrow"),
                "reason",
                List.of("", " ", "x".repeat(2000)));
        bad.forEach((field, values) -> values.forEach(value -> {
            var body = new HashMap<>(good);
            body.put(field, value);
            Answer answer = home.api().post(PATH, body);
            assertThat(answer.status()).as("%s %s", value, answer.text()).isEqualTo(400);
            assertThat(answer.body().path("field").asString()).as(answer.text()).isEqualTo(field);
        }));
        for (Object odd : List.of(
                line("GALAXY", "VMS", 1),
                line("PROJECT", "SPEED", 1),
                line("PROJECT", "VMS", "many"),
                line("PROJECT", "VMS", 1.5))) {
            var body = new HashMap<>(good);
            body.put("lines", List.of(odd));
            assertThat(home.api().post(PATH, body).status()).isEqualTo(400);
        }
        String request = ask(home, "PROJECT", 1);
        ApiClient root = world.client(world.people.newAdministrator());
        assertThat(root.post(request + "/refuse", "").body().path("field").asString())
                .isEqualTo("comment");
        assertThat(root.post(request + "/approve", Map.of("forGood", true, "until", "2099-01-01T00:00:00Z"))
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("until");
        assertThat(root.post(request + "/approve", Map.of("lines", List.of(line("PROJECT", "VMS", 0))))
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("lines");
        assertThat(root.post(request + "/refuse", Map.of("comment", "no"))
                        .body()
                        .path("comments")
                        .asString())
                .endsWith(": no");
    }

    @Test
    void isNobodyElses() {
        Tenancy home = tight();
        String request = ask(home, "PROJECT", 1);
        ApiClient colleague = world.client(world.people.newMember(home.project().id(), Role.PROJECT_MEMBER));
        for (ApiClient stranger : List.of(colleague, world.newTenancy().api())) {
            for (String path : List.of("", "/standing")) {
                assertThat(stranger.get(request + path).status()).isEqualTo(404);
            }
            for (String verb : List.of("/approve", "/refuse", "/withdraw", "/launch")) {
                assertThat(stranger.post(request + verb, Map.of()).status())
                        .as(verb)
                        .isEqualTo(404);
            }
        }
        ApiClient manager = world.client(world.people.newMember(home.project().id(), Role.PROJECT_MANAGER));
        assertThat(manager.post(request + "/approve", Map.of()).status()).isEqualTo(403);
        assertThat(manager.post(request + "/withdraw", Map.of()).status()).isEqualTo(403);
        ApiClient viewer = world.client(world.people.newMember(home.project().id(), Role.PROJECT_VIEWER));
        assertThat(viewer.post(PATH, wish(home, "PROJECT", "VMS", 1)).status()).isEqualTo(403);
        assertThat(world.newTenancy()
                        .api()
                        .post(PATH, wish(home, "PROJECT", "VMS", 1))
                        .status())
                .isEqualTo(404);
        var forStranger = new HashMap<>(wish(home, "PROJECT", "VMS", 1));
        forStranger.put("member", world.newTenancy().person().user().id().toString());
        assertThat(home.api().post(PATH, forStranger).status()).isEqualTo(404);
    }

    /** A tenancy whose project may have no VM. */
    private Tenancy tight() {
        Tenancy home = world.newTenancy();
        world.bean(Quotas.class)
                .limitProject(
                        home.project().tenant(),
                        home.project().id(),
                        Map.of(Dimension.VMS, OptionalLong.of(0), Dimension.VCPUS, OptionalLong.of(100)),
                        ApiWorld.SYSTEM);
        return home;
    }

    private static String ask(Tenancy home, String level, long amount) {
        return ask(home, level, "VMS", amount);
    }

    private static String ask(Tenancy home, String level, String dimension, long amount) {
        Answer asked = home.api().post(PATH, wish(home, level, dimension, amount));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        return PATH + "/" + asked.body().path("id").asString();
    }

    private static Map<String, Object> wish(Tenancy home, String level, String dimension, long amount) {
        return Map.of(
                "project", home.project().id().toString(),
                "reason", "to build",
                "lines", List.of(line(level, dimension, amount)));
    }

    private static Map<String, Object> line(String level, String dimension, Object amount) {
        return Map.of("level", level, "dimension", dimension, "amount", amount);
    }

    private static List<String> list(ApiClient client, String query) {
        Answer answer = client.get(PATH + "?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body()
                .path("items")
                .valueStream()
                .map(r -> r.path("state").asString())
                .toList();
    }
}
