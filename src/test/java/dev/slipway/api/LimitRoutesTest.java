package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.quota.QuotaTemplates;
import dev.slipway.tenant.ProjectView;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Limits and templates, by HTTP alone. */
@SlipwayTest
class LimitRoutesTest {
    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private People people;
    private ProjectView project;
    private Person member;
    private ApiClient admin;
    private ApiClient tenantAdmin;
    private ApiClient manager;
    private Person managing;
    private String limits;
    private String members;

    @BeforeEach
    void build() {
        people = new People(application);
        project = people.newProject();
        member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        managing = people.newMember(project.id(), Role.PROJECT_MANAGER);
        manager = client(managing);
        admin = client(people.newAdministrator());
        Person administering = people.newStranger();
        application
                .getBean(Tenants.class)
                .setTenantAdmin(project.tenant(), administering.user().id(), true, Actor.system("test"));
        tenantAdmin = client(administering);
        limits = "/api/v1/projects/" + project.id() + "/quota/limits";
        members = "/api/v1/projects/" + project.id() + "/members/";
    }

    @Test
    void aProjectsLimitsAreSetByItsTenantsAdministrators() {
        Answer set = put(tenantAdmin, limits, "{\"vcpus\": 8, \"vms\": 0}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(line(set, "VCPUS").path("limit").asLong()).isEqualTo(8);
        assertThat(line(set, "VMS").path("limit").asLong(-1)).isEqualTo(0);
        assertThat(line(set, "DISK_MIB").hasNonNull("limit")).isFalse();
        assertThat(client(member).get(limits).body().path("refusal").asString()).contains("tenant administrator");

        Answer refused = put(manager, limits, "{\"vcpus\": 9}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("detail").asString()).contains("tenant administrator");
        assertThat(line(manager.get(limits), "VCPUS").path("limit").asLong()).isEqualTo(8);
    }

    @Test
    void aTenantsLimitsAndTemplateAreSetByThePlatform() {
        String tenant = "/api/v1/tenants/" + project.tenant() + "/quota";
        assertThat(line(put(admin, tenant, "{\"vms\": 7}"), "VMS").path("limit").asLong())
                .isEqualTo(7);
        assertThat(line(tenantAdmin.get(tenant), "VMS").path("limit").asLong()).isEqualTo(7);
        assertThat(tenantAdmin.get(tenant).body().path("refusal").asString()).contains("platform administrator");
        assertThat(put(tenantAdmin, tenant, "{}").status()).isEqualTo(403);
        // A manager knows the tenant of their project; a stranger knows nothing of it.
        ApiClient stranger = client(people.newStranger());
        assertThat(manager.get(tenant).status()).isEqualTo(403);
        assertThat(manager.get(tenant).body().path("detail").asString()).contains("tenant administrator");
        assertThat(put(manager, tenant, "{}").status()).isEqualTo(403);
        assertThat(stranger.get(tenant).status()).isEqualTo(404);
        assertThat(put(stranger, tenant, "{}").status()).isEqualTo(404);
        assertThat(tenantAdmin.get(tenant + "/history").status()).isEqualTo(200);

        Answer made = admin.post(
                "/api/v1/quota-templates",
                Map.of("name", "t " + UUID.randomUUID(), "tenant", Map.of("vms", 3), "member", Map.of("vms", 1)));
        String template = made.body().path("id").asString();
        String give = "{\"template\": \"" + template + "\"}";
        assertThat(put(tenantAdmin, tenant + "/template", give).status()).isEqualTo(403);
        assertThat(put(admin, tenant + "/template", give).status()).isEqualTo(200);
        assertThat(line(tenantAdmin.get(tenant), "VMS").path("limit").asLong()).isEqualTo(3);
        assertThat(tenantAdmin.get(tenant + "/template").body().path("id").asString())
                .isEqualTo(template);
        assertThat(admin.delete("/api/v1/quota-templates/" + template).status()).isEqualTo(409);
        String nobody = "/api/v1/tenants/" + UUID.randomUUID() + "/quota";
        assertThat(put(admin, nobody, "{}").status()).isEqualTo(404);
    }

    @Test
    void aProjectsMembersAreListedForThoseWhoLookAfterThem() {
        String list = limits.replace("limits", "members");
        Answer all = manager.get(list);
        assertThat(all.body().path("total").asLong()).as(all.text()).isEqualTo(2);
        Answer found = tenantAdmin.get(list + "?search=" + member.user().name());
        assertThat(found.body().path("items").path(0).path("id").asString()).isEqualTo(id(member));
        assertThat(client(member).get(list).status()).isEqualTo(403);
        assertThat(client(people.newStranger()).get(list).status()).isEqualTo(404);
    }

    @Test
    void aMembersLimitsAreSetByManagersButNotTheirOwn() {
        Answer set = put(manager, members + id(member) + "/quota", "{\"memoryMib\": 1024}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(line(set, "MEMORY_MIB").path("set").asLong()).isEqualTo(1024);
        assertThat(client(member).get(members + id(member) + "/quota").status()).isEqualTo(200);

        Answer own = put(manager, members + id(managing) + "/quota", "{}");
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.body().path("detail").asString()).contains("themselves");
        assertThat(put(tenantAdmin, members + id(managing) + "/quota", "{}").status())
                .isEqualTo(200);
        assertThat(put(client(member), members + id(member) + "/quota", "{}").status())
                .isEqualTo(403);
        assertThat(client(member).get(members + id(managing) + "/quota").status())
                .isEqualTo(403);
        for (String nobody : List.of(UUID.randomUUID().toString(), id(people.newStranger()), "x")) {
            assertThat(put(manager, members + nobody + "/quota", "{}").status())
                    .as(nobody)
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesHostileNumbersInWordsNamingTheField() {
        put(tenantAdmin, limits, "{\"vcpus\": 8}");
        for (String bad : List.of("-1", "1000000000001", "9223372036854775807", "-9223372036854775808")) {
            Answer refused = put(tenantAdmin, limits, "{\"diskMib\": " + bad + "}");
            assertThat(refused.status()).as(bad).isEqualTo(400);
            assertThat(refused.body().path("field").asString()).isEqualTo("diskMib");
            assertThat(refused.body().path("detail").asString()).contains("disk", "1,000,000,000,000");
        }
        for (String bad : List.of(
                "9223372036854775808", "1e400", "1.5", "\"8\"", "true", "[8]", "{\"a\": 1}", "\"many\"", "NaN")) {
            Answer refused = put(tenantAdmin, limits, "{\"vcpus\": " + bad + "}");
            assertThat(refused.status()).as(bad + ": " + refused.text()).isEqualTo(400);
        }
        Answer overflow = put(tenantAdmin, limits, "{\"vcpus\": \"8\"}");
        assertThat(overflow.body().path("field").asString()).isEqualTo("vcpus");
        Answer unknown = put(tenantAdmin, limits, "{\"vcpu\": 8}");
        assertThat(unknown.body().path("field").asString())
                .as("a field that is misspelt is no limit that is left out")
                .isEqualTo("vcpu");
        assertThat(line(manager.get(limits), "VCPUS").path("limit").asLong()).isEqualTo(8);
    }

    @Test
    void strangersLearnNothing() {
        ApiClient stranger = client(people.newMember(people.newProject().id(), Role.PROJECT_MANAGER));
        for (String path : List.of(
                limits,
                limits.replace("limits", "room"),
                limits.replace("limits", "history"),
                members + id(member) + "/quota",
                members + id(member) + "/quota/history")) {
            assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(put(stranger, limits, "{}").status()).isEqualTo(404);
        assertThat(put(stranger, members + id(member) + "/quota", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void tellsTheEffectiveRoom() {
        put(tenantAdmin, limits, "{\"vcpus\": 3}");
        JsonNode room = client(member)
                .get(limits.replace("limits", "room"))
                .body()
                .valueStream()
                .filter(r -> r.path("dimension").asString().equals("VCPUS"))
                .findFirst()
                .orElseThrow();
        assertThat(room.path("room").asLong()).isEqualTo(3);
        assertThat(room.path("limitedBy").asString()).isEqualTo("PROJECT");
        assertThat(room.path("limitedByName").asString()).isEqualTo(project.name());
        assertThat(room.path("sentence").asString())
                .isEqualTo("You may still use 3 vCPUs: limited by team " + project.tenantName() + ".");
    }

    @Test
    void tellsTheHistoryAndRefusesSpansThatCannotBe() {
        String history = limits.replace("limits", "history");
        assertThat(client(member).get(history).status()).isEqualTo(200);
        assertThat(client(member)
                        .get(history + "?from=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z")
                        .text())
                .isEqualTo("[]");
        for (String bad : List.of(
                "from=yesterday",
                "from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                "from=1970-01-01T00:00:00Z")) {
            Answer refused = client(member).get(history + "?" + bad);
            assertThat(refused.status()).as(bad + refused.text()).isEqualTo(400);
            assertThat(refused.body().path("field").asString()).isEqualTo("from");
        }
    }

    @Test
    void templatesAreKeptByPlatformAdministrators() {
        String path = "/api/v1/quota-templates";
        String name = "t " + UUID.randomUUID();
        Answer made = admin.post(path, Map.of("name", name, "member", Map.of("vcpus", 4)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String one = path + "/" + made.body().path("id").asString();
        assertThat(admin.get(one).body().path("member").path("vcpus").asLong()).isEqualTo(4);
        assertThat(admin.get(path).body().path(0).path("builtIn").asBoolean()).isTrue();
        assertThat(admin.post(path, Map.of("name", name)).status()).isEqualTo(409);
        Answer bad = admin.post(path, Map.of("name", name + "2", "project", Map.of("vms", -1)));
        assertThat(bad.body().path("field").asString()).isEqualTo("project.vms");
        assertThat(put(admin, path + "/" + QuotaTemplates.BUILT_IN, "{\"name\": \"mine\"}")
                        .status())
                .isEqualTo(409);
        assertThat(put(admin, one, "{\"name\": \"" + name + " b\"}")
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo(name + " b");

        for (ApiClient other : List.of(tenantAdmin, manager)) {
            assertThat(other.get(path).status()).isEqualTo(403);
            assertThat(other.post(path, Map.of("name", "mine")).status()).isEqualTo(403);
            assertThat(other.get(one).status()).isEqualTo(404);
            assertThat(put(other, one, "{\"name\": \"mine\"}").status()).isEqualTo(404);
            assertThat(other.delete(one).status()).isEqualTo(404);
        }
        assertThat(admin.delete(one).status()).isEqualTo(204);
        assertThat(admin.get(one).status()).isEqualTo(404);
    }

    private static Answer put(ApiClient client, String path, String body) {
        return client.send("PUT", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
    }

    private static JsonNode line(Answer answer, String dimension) {
        return answer.body()
                .path("lines")
                .valueStream()
                .filter(l -> l.path("dimension").asString().equals(dimension))
                .findFirst()
                .orElseThrow();
    }

    private static String id(Person person) {
        return person.user().id().toString();
    }

    private ApiClient client(Person person) {
        return new ApiClient(port, Optional.of(person.token()));
    }
}
