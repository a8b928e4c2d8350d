package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.GuestAgent;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What was written inside a guest is inside the guests that are launched from an image of it, or built anew from it. */
@RealHostTest
class PromoteOnRealHostTest {
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(120);

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private Portal portal;

    @BeforeEach
    void signIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
    }

    @AfterEach
    void leaveNothing() {
        portal.deleteAllCalled(tag);
    }

    @Test
    void aGuestsDiskBecomesAnImageAndThenItsNextVersion() {
        var usage = portal.usage();
        var first = launch("first", Map.of("userData", "#cloud-config\nruncmd:\n  - echo one >> /www/marker; sync\n"));
        awaitMarker(first, "one");

        var image = promoted(first, Map.of("name", "made " + tag, "versionLabel", "1", "platform", true));
        var second = launch(
                "second",
                Map.of(
                        "image",
                        image.path("version").asString(),
                        "firstBoot",
                        Map.of("commands", List.of("echo two >> /www/marker; sync"))));
        awaitMarker(second, "one\ntwo");
        var next = promoted(
                second, Map.of("nextOf", image.path("version").asString(), "name", "made " + tag, "versionLabel", "2"));

        assertThat(next.path("id")).isEqualTo(image.path("id"));
        var newer = portal.vm(second).path("newerImage");
        assertThat(newer.path("label").asString()).as(newer.toString()).isEqualTo("2");
        var third = launch("third", Map.of("image", next.path("version").asString()));
        awaitMarker(third, "one\ntwo");

        var mac = portal.vm(second).path("mac").asString();
        rebuild(second);
        assertThat(portal.vm(second).path("imageVersion").asString()).isEqualTo("2");
        assertThat(portal.vm(second).path("mac").asString()).isEqualTo(mac);
        portal.act(second, "start");
        // The disk is a fresh one, so what it was told to do at its first boot is done again.
        awaitMarker(second, "one\ntwo\ntwo");
        await("its first disk to be gone from the host")
                .atMost(Duration.ofSeconds(30))
                .until(() -> RealParts.get()
                                .host()
                                .exec("ls", RealParts.get().host().poolPath())
                                .lines()
                                .filter(name -> name.contains(second) && name.contains("-disk"))
                                .count()
                        == 1);

        portal.deleteAndWait(first);
        portal.deleteAndWait(second);
        portal.deleteAndWait(third);
        assertThat(portal.usage()).isEqualTo(usage);
        var deleted =
                portal.api().delete("/api/v1/images/" + next.path("version").asString());
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        await("its files to be gone from the host")
                .atMost(Duration.ofSeconds(90))
                .until(() -> RealParts.get()
                        .host()
                        .exec("ls", RealParts.get().host().poolPath())
                        .lines()
                        .noneMatch(name ->
                                name.contains(next.path("sha256").asString("-").substring(0, 16))));
    }

    @Test
    void aRunningGuestBecomesAnImageAndGoesOn() {
        var vm = launch("busy", Map.of("userData", "#cloud-config\nruncmd:\n  - echo busy >> /www/marker; sync\n"));
        awaitMarker(vm, "busy");
        var refused = portal.api().post("/api/v1/vms/" + vm + "/image", Map.of("name", "made " + tag));
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(portal.api()
                        .get("/api/v1/vms/" + vm + "/image/preview")
                        .body()
                        .path("running")
                        .asString(""))
                .contains("goes on");

        done(
                "/api/v1/vms/" + vm + "/image",
                Map.of("name", "made " + tag, "versionLabel", "1", "platform", true, "whileRunning", true));

        var image = portal.api().get("/api/v1/vms/" + vm + "/images").body().path(0);
        assertThat(image.path("releaseNotes").asString()).contains("guest agent held its file systems still");
        assertThat(portal.vm(vm).path("status").asString()).isEqualTo("RUNNING");
        awaitMarker(vm, "busy");
        assertThat(filesOnHost(vm + "-copy")).isZero();
        var copy = launch("copy", Map.of("image", image.path("version").asString()));
        awaitMarker(copy, "busy");

        portal.deleteAndWait(vm);
        portal.deleteAndWait(copy);
        assertThat(portal.api()
                        .delete("/api/v1/images/" + image.path("version").asString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aCloneHasWhatWasWrittenInTheOtherGuestAndIsAnother() {
        var usage = portal.usage();
        var model = launch("model", Map.of("userData", "#cloud-config\nruncmd:\n  - echo kept >> /www/marker; sync\n"));
        awaitMarker(model, "kept");

        var taken = cloned(model, Map.of("name", "twin-" + tag, "whileRunning", true));
        assertThat(portal.vm(model).path("status").asString()).isEqualTo("RUNNING");
        assertThat(filesOnHost(model + "-copy")).isZero();
        portal.act(model, "shutdown");
        portal.awaitStatus(model, Duration.ofSeconds(90), "STOPPED");
        var second = cloned(model, Map.of("name", "second-" + tag));

        for (var clone : List.of(taken, second)) {
            awaitMarker(clone, "kept");
            var guest = new GuestPage(
                    () -> portal.vm(clone).path("addresses").path(0).asString(""));
            // Until it has found out who it is, it serves what the other one had written of itself.
            await("who it takes itself for")
                    .atMost(GUEST_BOOTS)
                    .untilAsserted(() -> assertThat(guest.read("/status.json"))
                            .contains(clone)
                            .contains(portal.vm(clone).path("name").asString())
                            .contains(portal.vm(clone).path("mac").asString())
                            .doesNotContain(model)
                            .doesNotContain(portal.vm(model).path("mac").asString()));
        }
        portal.deleteAndWait(model);
        portal.act(second, "reset");
        awaitMarker(second, "kept");
        portal.deleteAndWait(taken);
        portal.deleteAndWait(second);
        assertThat(portal.usage()).isEqualTo(usage);
        assertThat(filesOnHost(taken)).isZero();
        assertThat(filesOnHost(second)).isZero();
    }

    @Test
    void aGuestHasBackWhatWasBackedUp() throws Exception {
        var usage = portal.usage();
        var vm = launch("kept", Map.of("userData", "#cloud-config\nruncmd:\n  - echo first >> /www/marker; sync\n"));
        awaitMarker(vm, "first");
        done("/api/v1/vms/" + vm + "/backups", Map.of());
        var backup = portal.api().get("/api/v1/vms/" + vm + "/backups").body().path(0);
        assertThat(backup.path("consistency").asString()).isEqualTo("QUIET");
        assertThat(filesOnHost(vm + "-copy")).isZero();
        var path = "/api/v1/backups/" + backup.path("id").asString();
        GuestAgent.write(RealParts.get().host(), vm, "/www/marker", "changed");
        awaitMarker(vm, "changed");

        portal.act(vm, "force-off");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "STOPPED");
        done(path + "/restore", Map.of());
        portal.act(vm, "start");
        // What was told it at its first boot is not done again.
        awaitMarker(vm, "first");

        portal.act(vm, "force-off");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "STOPPED");
        done("/api/v1/vms/" + vm + "/backups", Map.of());
        portal.deleteAndWait(vm);
        var made = portal.api().post(path + "/new-vm", Map.of("name", "again-" + tag, "start", true));
        assertThat(made.status()).as(made.text()).isEqualTo(202);
        ended(made.body().path("operation").path("id").asString(), "restoring as a new VM");
        var other = made.body().path("id").asString();
        awaitMarker(other, "first");
        done(path + "/check", Map.of());
        downloads(path + "/content", backup);

        portal.deleteAndWait(other);
        for (var kept : portal.api()
                .get("/api/v1/projects/" + portal.project() + "/backups")
                .body()) {
            if (kept.path("vm").asString().equals(vm)) {
                assertThat(kept.path("vmIsThere").asBoolean()).isFalse();
                assertThat(portal.api()
                                .delete("/api/v1/backups/" + kept.path("id").asString())
                                .status())
                        .isEqualTo(204);
            }
        }
        assertThat(portal.api().get(path).status()).isEqualTo(404);
        assertThat(portal.usage()).isEqualTo(usage);
    }

    /** As a whole, and the rest of it. */
    private void downloads(String content, JsonNode backup) throws Exception {
        var whole = portal.api().download(content, "");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole.body())))
                .isEqualTo(backup.path("sha256").asString());
        int half = whole.body().length / 2;
        var rest = portal.api().download(content, "bytes=" + half + "-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), half, whole.body().length));
    }

    private String cloned(String vm, Map<String, Object> wishes) {
        var clones = portal.api().post("/api/v1/vms/" + vm + "/clones", wishes);
        assertThat(clones.status()).as(clones.text()).isEqualTo(202);
        ended(clones.body().path("operation").path("id").asString(), "the clone of " + vm);
        await("the other one to be free again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !portal.vm(vm).path("refusedActions").has("CLONE"));
        return clones.body().path("id").asString();
    }

    private static long filesOnHost(String part) {
        return RealParts.get()
                .host()
                .exec("ls", RealParts.get().host().poolPath())
                .lines()
                .filter(name -> name.contains(part))
                .count();
    }

    private String launch(String name, Map<String, Object> wishes) {
        var body = new HashMap<>(portal.launchBody(name + "-" + tag));
        body.putAll(wishes);
        return portal.launch(body);
    }

    private JsonNode promoted(String vm, Map<String, Object> wishes) {
        portal.act(vm, "shutdown");
        portal.awaitStatus(vm, Duration.ofSeconds(90), "STOPPED");
        done("/api/v1/vms/" + vm + "/image", wishes);
        return portal.api().get("/api/v1/vms/" + vm + "/images").body().path(0);
    }

    private void rebuild(String vm) {
        done("/api/v1/vms/" + vm + "/rebuild", Map.of());
    }

    private void done(String path, Map<String, Object> wishes) {
        var operation = portal.api().post(path, wishes);
        assertThat(operation.status()).as(operation.text()).isEqualTo(202);
        ended(operation.body().path("id").asString(), path);
    }

    private void ended(String id, String what) {
        var ended = await("the end of " + what)
                .atMost(Duration.ofSeconds(120))
                .until(
                        () -> portal.api().get("/api/v1/operations/" + id).body(),
                        o -> !o.path("endedAt").asString("").isEmpty());
        assertThat(ended.path("state").asString()).as(ended.toString()).isEqualTo("DONE");
    }

    private void awaitMarker(String vm, String words) {
        var guest = new GuestPage(() -> portal.vm(vm).path("addresses").path(0).asString(""));
        await("the marker of " + vm)
                .atMost(GUEST_BOOTS)
                .untilAsserted(() -> assertThat(guest.read("/marker").strip()).isEqualTo(words));
    }
}
