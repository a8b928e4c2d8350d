package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two real hosts whose pools are one directory: a running guest goes over, and its disk stays where it is. */
@Tag("real")
class SharedStorageOnRealHostsTest {
    private static final Duration BOOTED = Duration.ofSeconds(120);
    private static final Duration MOVED = Duration.ofSeconds(120);

    @TempDir
    static Path directory;

    private static TestLab lab;
    private static PortalProcess process;
    private static Portal portal;

    @BeforeAll
    static void start() {
        lab = TestLab.start(2);
        var database = TestDatabase.get().freshSchema();
        process = PortalProcess.start(
                database,
                directory,
                "-Dslipway.bootstrap.host-uri=" + lab.uri(1),
                "-Dslipway.bootstrap.host-pool-path=" + lab.fact("shared"),
                "-Dslipway.bootstrap.network=bridge:" + lab.fact("bridge"),
                "-Dslipway.storage.look-every=1s",
                "-Dslipway.storage.list-every=2s");
        portal = process.as(PortalProcess.administratorsToken(database));
        register();
    }

    @AfterAll
    static void stop() {
        process.close();
        lab.close();
    }

    @Test
    void onlyTheMemoryOfARunningGuestIsSent() throws IOException {
        await("both pools to be known as one storage").atMost(BOOTED).until(() -> sharing() == 2);
        var before = portal.usage();
        var vm = countingGuest();
        var charged = portal.usage();
        var from = hostOf(vm.id());
        var disks = files(vm.id());
        var counted = count(vm);

        var answer = portal.api().post("/api/v1/vms/" + vm.id() + "/migrate", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        var end = awaitEnd(answer.body().path("id").asString());

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        var to = hostOf(vm.id());
        assertThat(to).isNotEqualTo(from);
        assertThat(portal.status(vm.id())).isEqualTo("RUNNING");
        assertThat(count(vm)).isGreaterThanOrEqualTo(counted);
        await("the guest to count on").atMost(BOOTED).until(() -> count(vm) > counted);
        // The very same files, by number: nothing was copied, and nothing of it removed.
        assertThat(files(vm.id())).isEqualTo(disks).hasSize(2);
        assertThat(portal.usage()).isEqualTo(charged);
        ssh(vm, "echo kept >/disk/root/note; sync");

        portal.deleteAndWait(vm.id());
        assertThat(files(vm.id())).isEmpty();
        assertThat(lab.exec("" + to, "virsh", "-q", "list", "--all", "--uuid")).doesNotContain(vm.id());
        assertThat(portal.usage()).isEqualTo(before);
    }

    private static void register() {
        var check = portal.api()
                .post(
                        "/api/v1/host-checks",
                        Map.of(
                                "name",
                                "lab2",
                                "uri",
                                lab.uri(2),
                                "poolPath",
                                lab.fact("shared"),
                                "acceleration",
                                "EMULATED"));
        assertThat(check.status()).as(check.text()).isEqualTo(202);
        var id = check.body().path("id").asString();
        await().atMost(Duration.ofSeconds(100))
                .until(() -> portal.api()
                        .get("/api/v1/host-checks/" + id)
                        .body()
                        .path("ended")
                        .asBoolean());
        var made = portal.api().post("/api/v1/hosts", Map.of("check", id, "acceptWarnings", true));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> hosts().size() == 2
                        && hosts().stream()
                                .allMatch(h -> h.path("state").asString().equals("ENABLED")
                                        && h.path("poolAvailableMib").asLong() > 0
                                        && !h.path("acceleration").asString("").isEmpty()));
    }

    private static long sharing() {
        return hosts().stream()
                .flatMap(host -> StreamSupport.stream(
                        portal.api()
                                .get("/api/v1/hosts/" + host.path("id").asString() + "/pools")
                                .body()
                                .spliterator(),
                        false))
                .filter(pool -> pool.path("forVms").asBoolean()
                        && pool.path("sharedWith").size() == 1)
                .count();
    }

    private record Guest(String id, String address) {}

    private static Guest countingGuest() throws IOException {
        var key = portal.api()
                .post(
                        "/api/v1/ssh-keys",
                        Map.of(
                                "name",
                                "lab",
                                "publicKey",
                                Files.readString(Path.of(lab.fact("ssh") + ".pub"))
                                        .strip()));
        assertThat(key.status()).as(key.text()).isEqualTo(201);
        Map<String, Object> body = new HashMap<>(portal.launchBody("shared"));
        body.put("sshKeys", List.of(key.body().path("id").asString()));
        var id = portal.launch(body);
        portal.awaitStatus(id, Duration.ofSeconds(100), "RUNNING");
        var address = await("an address of " + id)
                .atMost(BOOTED)
                .until(
                        () -> portal.vm(id).path("addresses").path(0).asString(""),
                        found -> !found.isEmpty() && !found.contains(":"));
        var guest = new Guest(id, address);
        await("ssh of " + address)
                .atMost(BOOTED)
                .ignoreExceptions()
                .until(() -> ssh(guest, "echo here").contains("here"));
        ssh(
                guest,
                "(i=0; while :; do i=$((i+1)); echo $i >/www/count; usleep 200000; done) >/dev/null 2>&1 </dev/null &");
        return guest;
    }

    private static String ssh(Guest guest, String command) {
        var line = new ArrayList<>(List.of("ssh", "-i", lab.fact("ssh")));
        for (var option : List.of(
                "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR", "ConnectTimeout=5")) {
            line.addAll(List.of("-o", option));
        }
        line.addAll(List.of("root@" + guest.address(), command));
        return lab.exec("switch", line.toArray(String[]::new));
    }

    /** An emulated guest may stand still for a while after a move. */
    private static long count(Guest guest) {
        return await("the count of " + guest)
                .atMost(BOOTED)
                .ignoreExceptions()
                .until(
                        () -> Long.parseLong(
                                lab.exec("switch", "curl", "-s", "-m", "5", "http://" + guest.address() + "/count")
                                        .strip()),
                        n -> n > 0);
    }

    /** Of one VM, each with its number in the file system, in the one directory that all hosts have. */
    private static List<String> files(String vm) throws IOException {
        try (var all = Files.list(lab.directory().resolve("shared"))) {
            var found = new ArrayList<String>();
            for (var file : all.filter(f -> f.toString().contains(vm)).sorted().toList()) {
                found.add(file.getFileName() + " " + Files.getAttribute(file, "unix:ino"));
            }
            return found;
        }
    }

    private static JsonNode awaitEnd(String operation) {
        return await("operation " + operation)
                .atMost(MOVED)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> portal.api()
                                .get("/api/v1/operations/" + operation)
                                .body(),
                        o -> o.path("ended").asBoolean());
    }

    private static List<JsonNode> hosts() {
        return StreamSupport.stream(portal.api().get("/api/v1/hosts").body().spliterator(), false)
                .toList();
    }

    /** By what the hosts themselves say, not the portal. */
    private static int hostOf(String vm) {
        for (var i = 1; i <= 2; i++) {
            if (lab.exec("" + i, "virsh", "-q", "list", "--all", "--uuid").contains(vm)) {
                return i;
            }
        }
        throw new AssertionError("nobody has " + vm);
    }
}
