package dev.slipway.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What a person does with VMs, through the API. */
public final class Portal {
    private final ApiClient api;

    public Portal(ApiClient api) {
        this.api = api;
    }

    public ApiClient api() {
        return api;
    }

    /** What a launch needs, the first of each; waits until the bootstrap has brought them. For administrators. */
    public Map<String, Object> launchBody(String name) {
        await("sizes, images, networks and a host that takes VMs")
                .atMost(Duration.ofSeconds(60))
                .until(() -> StreamSupport.stream(
                                        api.get("/api/v1/hosts").body().spliterator(), false)
                                .anyMatch(Portal::takesVms)
                        && !first("/api/v1/sizes").isMissingNode()
                        && !first("/api/v1/images").isMissingNode()
                        && !first("/api/v1/networks?project=" + project()).isMissingNode());
        return Map.of(
                "project", project(),
                "name", name,
                "image", first("/api/v1/images").path("version").asString(),
                "size", first("/api/v1/sizes").path("id").asString(),
                "network",
                        first("/api/v1/networks?project=" + project())
                                .path("id")
                                .asString());
    }

    /** It has been reached, tried and measured. */
    private static boolean takesVms(JsonNode host) {
        return host.path("state").asString("").equals("ENABLED")
                && !host.path("acceleration").asString("").isEmpty()
                && host.path("poolAvailableMib").asLong() > 0;
    }

    public String project() {
        return first("/api/v1/projects").path("id").asString();
    }

    /** @return the VM's id */
    public String launch(Map<String, Object> body) {
        var answer = api.post(
                "/api/v1/vms", body, "Idempotency-Key", UUID.randomUUID().toString());
        if (answer.status() != 202) {
            throw new AssertionError("launch: " + answer.text());
        }
        return answer.body().path("id").asString();
    }

    public JsonNode vm(String id) {
        return api.get("/api/v1/vms/" + id).body();
    }

    public String status(String id) {
        return vm(id).path("status").asString();
    }

    public JsonNode awaitStatus(String id, Duration most, String... statuses) {
        return await("VM " + id + " to be " + List.of(statuses))
                .atMost(most)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> vm(id),
                        vm -> List.of(statuses).contains(vm.path("status").asString()));
    }

    public void act(String id, String action) {
        var answer = api.post("/api/v1/vms/" + id + "/actions/" + action, "");
        if (answer.status() != 202) {
            throw new AssertionError(action + ": " + answer.text());
        }
    }

    public void deleteAndWait(String id) {
        var answer = api.post("/api/v1/vms/" + id + "/purge", "");
        if (answer.status() != 202) {
            throw new AssertionError("purge: " + answer.text());
        }
        await("VM " + id + " to be gone")
                .atMost(Duration.ofSeconds(60))
                .until(() -> api.get("/api/v1/vms/" + id).status() == 404);
    }

    /** What a test that failed has left, or it would stand in the way of others. */
    public void deleteAllCalled(String ending) {
        for (JsonNode vm : api.get("/api/v1/vms?project=" + project()).body().path("items")) {
            if (vm.path("name").asString("").endsWith(ending)) {
                deleteAndWait(vm.path("id").asString());
            }
        }
    }

    /** Used amounts of each dimension on each level: what a launch and a deletion must leave as they were. */
    public List<String> usage() {
        JsonNode lines = api.get("/api/v1/projects/" + project() + "/quota").body();
        return StreamSupport.stream(lines.spliterator(), false)
                .map(l -> l.path("level").asString() + " " + l.path("dimension").asString() + " "
                        + l.path("used").asLong())
                .toList();
    }

    private JsonNode first(String path) {
        return api.get(path).body().path(0);
    }
}
