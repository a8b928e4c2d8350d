package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.CustomSizes;
import dev.slipway.catalog.Sizes;
import dev.slipway.kernel.Resources;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.SlipwayTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Sizes, custom sizes and several VMs at once, as scripts use them. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SizeRoutesTest {
    private static final Map<String, Object> RANGE = Map.of(
            "minVcpus",
            1,
            "maxVcpus",
            4,
            "minMemoryMib",
            128,
            "maxMemoryMib",
            4096,
            "minDiskMib",
            1024,
            "maxDiskMib",
            10240);

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private ApiClient admin;

    @BeforeAll
    void build() {
        world = new ApiWorld(application, port);
        admin = world.client(world.people.newAdministrator());
    }

    @BeforeEach
    @AfterEach
    void forbid() {
        world.bean(CustomSizes.class).forbid(ApiWorld.SYSTEM);
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void anAdministratorRetiresAndRestrictsAndBringsBack() {
        var own = world.bean(Sizes.class)
                .create("own " + UUID.randomUUID(), new Resources(1, 256, 1024), ApiWorld.SYSTEM);
        String path = "/api/v1/sizes/" + own.id();
        var others = world.newTenancy();

        Answer restricted = put(
                path + "/tenants",
                Map.of("tenants", List.of(others.project().tenant().toString())));
        assertThat(restricted.status()).as(restricted.text()).isEqualTo(200);
        assertThat(restricted.body().path("restricted").asBoolean()).isTrue();
        assertThat(world.home.api().get("/api/v1/sizes").text())
                .doesNotContain(own.id().toString());
        assertThat(others.api().get("/api/v1/sizes").text()).contains(own.id().toString());
        assertThat(world.home
                        .api()
                        .get("/api/v1/sizes?project=" + world.home.project().id())
                        .text())
                .doesNotContain(own.id().toString());
        var body = world.body(world.home, "web-1");
        body.put("size", own.id().toString());
        assertThat(world.home.api().post("/api/v1/vms", body).status()).isEqualTo(404);
        assertThat(admin.get(path + "/tenants").body().path("tenants")).hasSize(1);
        assertThat(put(path + "/tenants", Map.of("tenants", List.of()))
                        .body()
                        .path("restricted")
                        .asBoolean())
                .isFalse();

        assertThat(admin.post(path + "/retire", Map.of()).body().path("retired").asBoolean())
                .isTrue();
        assertThat(admin.post(path + "/retire", Map.of()).status()).isEqualTo(200);
        Answer refused = world.home.api().post("/api/v1/vms", body);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("size-retired");
        assertThat(admin.post(path + "/bring-back", Map.of())
                        .body()
                        .path("retired")
                        .asBoolean())
                .isFalse();
        assertThat(world.home.api().get("/api/v1/sizes").text())
                .contains(own.id().toString());
    }

    @Test
    void customSizesAreLaunchedOnceTheyAreAllowed() {
        var body = world.body(world.home, "own-1");
        body.remove("size");
        body.put("custom", Map.of("vcpus", 2, "memoryMib", 512, "diskMib", 2048));
        assertThat(world.home.api().post("/api/v1/vms", body).code()).isEqualTo("custom-size-off");
        assertThat(world.home
                        .api()
                        .get("/api/v1/custom-sizes")
                        .body()
                        .path("allowed")
                        .asBoolean(true))
                .isFalse();

        assertThat(put("/api/v1/custom-sizes", RANGE).status()).isEqualTo(200);
        assertThat(world.home
                        .api()
                        .get("/api/v1/custom-sizes")
                        .body()
                        .path("range")
                        .path("maxVcpus")
                        .asInt())
                .isEqualTo(4);
        String quota = "/api/v1/projects/" + world.home.project().id() + "/quota/preview";
        Answer preview = world.home.api().get(quota + "?vcpus=2&memoryMib=512&diskMib=2048&count=3");
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.body().path("fits").asBoolean()).isTrue();
        assertField(world.home.api().get(quota + "?vcpus=2"), "missing-field", "custom.memoryMib");
        assertField(
                world.home.api().get(quota + "?vcpus=5&memoryMib=512&diskMib=2048"),
                "custom-size-range",
                "custom.vcpus");
        Answer launched = world.home.api().post("/api/v1/vms", body);
        assertThat(launched.status()).as(launched.text()).isEqualTo(202);
        String vm = launched.body().path("id").asString();
        assertThat(world.home.portal().vm(vm).path("size").asString()).isEqualTo("custom");
        assertThat(world.home.portal().vm(vm).path("memoryMib").asLong()).isEqualTo(512);

        body.put("size", world.size.id().toString());
        assertField(world.home.api().post("/api/v1/vms", body), "size-or-custom", "custom");
        body.remove("size");
        body.put("custom", Map.of("vcpus", 2, "memoryMib", 512));
        assertField(world.home.api().post("/api/v1/vms", body), "missing-field", "custom.diskMib");
        body.remove("custom");
        assertField(world.home.api().post("/api/v1/vms", body), "missing-field", "size");
        assertThat(admin.delete("/api/v1/custom-sizes").status()).isEqualTo(204);
        assertThat(world.home.portal().vm(vm).path("size").asString()).isEqualTo("custom");
    }

    @Test
    void severalAtOnceAnswerWithAllOfThemAndOnceOnly() {
        var body = world.body(world.home, "node-{n}");
        body.put("count", 3);
        String key = "several " + UUID.randomUUID();

        Answer launched = world.home.api().post("/api/v1/vms", body, "Idempotency-Key", key);
        Answer again = world.home.api().post("/api/v1/vms", body, "Idempotency-Key", key);

        assertThat(launched.status()).as(launched.text()).isEqualTo(202);
        var vms = launched.body().path("vms");
        assertThat(vms).hasSize(3);
        var operations = new HashSet<String>();
        for (int i = 0; i < 3; i++) {
            assertThat(vms.path(i).path("name").asString()).isEqualTo("node-" + (i + 1));
            assertThat(again.body().path("vms").path(i).path("id"))
                    .isEqualTo(vms.path(i).path("id"));
            operations.add(vms.path(i).path("operation").path("id").asString());
            world.home.portal().awaitStatus(vms.path(i).path("id").asString(), ApiWorld.SOON, "RUNNING");
        }
        assertThat(operations).hasSize(3);
        assertThat(launched.body().path("id")).isEqualTo(vms.path(0).path("id"));
        assertThat(world.names(world.home, "&search=node-")).containsExactlyInAnyOrder("node-1", "node-2", "node-3");

        body.put("firstNumber", 3);
        Answer taken = world.home.api().post("/api/v1/vms", body);
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.code()).isEqualTo("name-taken");
        body.put("count", 21);
        assertField(world.home.api().post("/api/v1/vms", body), "launch-count", "count");
    }

    private Answer put(String path, Object body) {
        return admin.send(
                "PUT",
                path,
                BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)),
                "Content-Type",
                "application/json");
    }

    private static void assertField(Answer refused, String code, String field) {
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.body().path("field").asString()).isEqualTo(field);
    }
}
