package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.Portal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Many who launch VMs at the same moment, of an image of their own that is on no host yet. Its guests halt as soon as they
 * are started, so that any number of emulated ones takes no processor. Leaves neither VMs nor the image.
 */
final class Crowd implements AutoCloseable {
    /** So large that all have asked before the first host has it, small enough for a slow machine. */
    private static final int IMAGE_BYTES = 128 * 1024 * 1024;

    private static final int BOOT_SECTOR = 512;
    private static final Duration CHECKED = Duration.ofSeconds(120);
    private static final Duration LAUNCHED = Duration.ofMinutes(5);

    private final CountingLab estate;
    private final JsonNode image;
    private final List<String> vms = new ArrayList<>();

    Crowd(CountingLab estate) {
        this.estate = estate;
        liftLimits();
        this.image = publish();
    }

    String sha256() {
        return image.path("sha256").asString();
    }

    /** All at once, each by a request of its own; until every launch has ended, however. @return what became of each */
    List<JsonNode> launch(int count) throws Exception {
        Map<String, Object> body = new HashMap<>(portal().launchBody("crowd"));
        body.put("image", image.path("version").asString());
        var requests = IntStream.range(0, count)
                .<Callable<String>>mapToObj(i -> {
                    Map<String, Object> mine = new HashMap<>(body);
                    mine.put("name", "crowd-" + i);
                    return () -> portal().launch(mine);
                })
                .toList();
        try (var people = Executors.newFixedThreadPool(count)) {
            for (var launched : people.invokeAll(requests)) {
                vms.add(launched.get());
            }
        }
        return await("all launches to end")
                .atMost(LAUNCHED)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        this::launches,
                        all -> all.size() == count
                                && all.stream().allMatch(o -> o.path("ended").asBoolean()));
    }

    List<String> vms() {
        return vms;
    }

    /** As the portal tells of them, of hosts. */
    List<JsonNode> copies() {
        return list(portal().api().get(address() + "/copies").body());
    }

    /** How many files with its content are in a host's pool, by what the host itself says. */
    long filesOn(int host) {
        // Copies are called by the beginning of the content's digest.
        var known = sha256().substring(0, 16);
        return estate.lab
                .exec("" + host, "ls", estate.lab.fact("pool"))
                .lines()
                .filter(name -> name.contains(known))
                .count();
    }

    /** How many of them run on a host, by what the host itself says. */
    long guestsOn(int host) {
        return estate.lab
                .exec("" + host, "virsh", "-q", "list", "--uuid")
                .lines()
                .map(String::strip)
                .filter(vms::contains)
                .count();
    }

    static Instant requestedAt(JsonNode operation) {
        return Instant.parse(operation.path("requestedAt").asString());
    }

    static Instant madeAt(JsonNode copy) {
        return Instant.parse(copy.path("changedAt").asString());
    }

    @Override
    public void close() {
        vms.parallelStream().forEach(portal()::deleteAndWait);
        for (var copy : copies()) {
            var removed = portal().api()
                    .delete(address() + "/copies/" + copy.path("host").asString());
            assertThat(removed.status()).as(removed.text()).isEqualTo(204);
        }
        var deleted = portal().api().delete(address());
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
    }

    private Portal portal() {
        return estate.portal();
    }

    private String address() {
        return "/api/v1/images/" + image.path("version").asString();
    }

    private List<JsonNode> launches() {
        var mine = new HashSet<>(vms);
        return list(portal().api()
                        .get("/api/v1/operations?size=100&project=" + portal().project())
                        .body()
                        .path("items"))
                .stream()
                .filter(o -> o.path("kind").asString().equals("launch-vm"))
                .filter(o -> mine.contains(o.path("targetId").asString()))
                .toList();
    }

    /** One person has fewer VMs by default. */
    private void liftLimits() {
        var me = portal().api().get("/api/v1/me").body().path("id").asString();
        var lifted =
                portal().api().method("PUT", "/api/v1/projects/" + portal().project() + "/members/" + me + "/quota");
        assertThat(lifted.status()).as(lifted.text()).isEqualTo(200);
    }

    private JsonNode publish() {
        var begun = portal().api().post("/api/v1/uploads", Map.of("fileName", "halts.raw", "bytes", IMAGE_BYTES));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        var upload = "/api/v1/uploads/" + begun.body().path("id").asString();
        var sent = portal().api()
                .send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofByteArray(disk()),
                        "Upload-Offset",
                        "0",
                        "Content-Type",
                        "application/offset+octet-stream");
        assertThat(sent.status()).as(sent.text()).isEqualTo(204);
        var checked = await("the file to be looked into")
                .atMost(CHECKED)
                .until(
                        () -> portal().api().get(upload).body(),
                        u -> u.path("state").asString().equals("READY")
                                || !u.path("problem").asString("").isEmpty());
        assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("READY");
        // Behind the image that the other tests launch, which is the first.
        var published = portal().api()
                .post(
                        upload + "/publish",
                        Map.of("name", "zz-halts-" + UUID.randomUUID(), "os", "None", "versionLabel", "1"));
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        return published.body();
    }

    /** A boot sector that halts for good: cli, hlt, and back to it. Behind it is noise, of which nothing can be left out. */
    private static byte[] disk() {
        var disk = new byte[IMAGE_BYTES];
        new Random().nextBytes(disk);
        var sector = new byte[BOOT_SECTOR];
        sector[0] = (byte) 0xfa;
        sector[1] = (byte) 0xf4;
        sector[2] = (byte) 0xeb;
        sector[3] = (byte) 0xfd;
        sector[BOOT_SECTOR - 2] = 0x55;
        sector[BOOT_SECTOR - 1] = (byte) 0xaa;
        System.arraycopy(sector, 0, disk, 0, sector.length);
        return disk;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
