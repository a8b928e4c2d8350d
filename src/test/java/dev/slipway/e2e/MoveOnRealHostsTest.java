package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Guests that count go from one real host to another, on three hosts whose bridges are joined: running and stopped, with the
 * portal killed in the middle, to a host that is cut off, and all of them when a host is emptied.
 */
@Tag("real")
class MoveOnRealHostsTest {
    private static final Duration BOOTED = Duration.ofSeconds(120);
    private static final Duration MOVED = Duration.ofSeconds(120);
    /** So slowly that there is time to disturb it. */
    private static final String SLOWLY = "-Dslipway.vm.moves.mib-per-second=4";

    @TempDir
    static Path directory;

    private static TestLab lab;
    private static String database;
    private static PortalProcess process;
    private static Portal portal;
    private static String token;

    @BeforeAll
    static void start() throws IOException {
        lab = TestLab.start(3);
        database = TestDatabase.get().freshSchema();
        start(SLOWLY);
        token = PortalProcess.administratorsToken(database);
        portal = process.as(token);
        for (var i = 2; i <= 3; i++) {
            register(i);
        }
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
        await().atMost(Duration.ofSeconds(90))
                .until(() -> hosts().size() == 3
                        && hosts().stream()
                                .allMatch(h -> h.path("state").asString().equals("ENABLED")
                                        && h.path("poolAvailableMib").asLong() > 0
                                        && !h.path("acceleration").asString("").isEmpty()));
    }

    private static void start(String... options) {
        var all = new ArrayList<>(List.of(
                "-Dslipway.bootstrap.host-uri=" + lab.uri(1),
                "-Dslipway.bootstrap.host-pool-path=" + lab.fact("pool"),
                "-Dslipway.bootstrap.network=bridge:" + lab.fact("bridge")));
        all.addAll(List.of(options));
        process = PortalProcess.start(database, directory, all.toArray(String[]::new));
        if (token != null) {
            portal = process.as(token);
        }
    }

    private static void register(int host) {
        var check = portal.api()
                .post(
                        "/api/v1/host-checks",
                        Map.of(
                                "name",
                                "lab" + host,
                                "uri",
                                lab.uri(host),
                                "poolPath",
                                lab.fact("pool"),
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
    }

    @AfterEach
    void leaveNothing() {
        for (var vm : portal.api()
                .get("/api/v1/vms?project=" + portal.project())
                .body()
                .path("items")) {
            portal.deleteAndWait(vm.path("id").asString());
        }
        for (var i = 1; i <= 3; i++) {
            assertThat(lab.exec("" + i, "virsh", "-q", "list", "--all", "--name")
                            .strip())
                    .isEmpty();
        }
    }

    @AfterAll
    static void stop() {
        process.close();
        lab.close();
    }

    @Test
    void aGuestGoesOnCountingAndItsConnectionsHold() {
        var vm = countingGuest("counts");
        var from = hostOf(vm);
        var stream = listen(vm);
        var before = count(vm);

        var end = awaitEnd(migrate(vm));

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(hostOf(vm)).isNotEqualTo(from);
        assertThat(portal.status(vm.id())).isEqualTo("RUNNING");
        var after = count(vm);
        assertThat(after).isGreaterThan(before);
        // The same connection, begun before the move, tells of what was counted after it.
        await().atMost(Duration.ofSeconds(40)).until(() -> last(stream) > after);
        awaitNothingOf(vm, from);
    }

    @Test
    void aStoppedOneTakesItsDiskAlong() {
        var vm = countingGuest("disk");
        ssh(vm, "echo kept >/disk/root/note; sync");
        portal.act(vm.id(), "shutdown");
        portal.awaitStatus(vm.id(), Duration.ofSeconds(100), "STOPPED");
        var from = hostOf(vm);

        var end = awaitEnd(migrate(vm));

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(hostOf(vm)).isNotEqualTo(from);
        awaitNothingOf(vm, from);
        portal.act(vm.id(), "start");
        portal.awaitStatus(vm.id(), Duration.ofSeconds(60), "RUNNING");
        await().atMost(BOOTED)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ssh(vm, "cat /disk/root/note")).contains("kept"));
    }

    @Test
    void aPortalThatIsKilledMeanwhileFindsItAgain() {
        var vm = countingGuest("killed");
        var from = hostOf(vm);
        var before = count(vm);
        var operation = migrate(vm);
        awaitSending(operation);

        process.kill();
        start(SLOWLY);
        var end = awaitEnd(operation);

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(hostOf(vm)).isNotEqualTo(from);
        assertThat(count(vm)).isGreaterThan(before);
        awaitNothingOf(vm, from);
    }

    @Test
    void aDestinationThatIsCutOffLeavesItRunningWhereItWas() {
        var vm = countingGuest("cut");
        var from = hostOf(vm);
        var operation = migrate(vm);
        awaitSending(operation);
        var to = destination(vm, from);
        lab.fault(to, "cut");
        try {
            var end = awaitEnd(operation);
            assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("UNDONE");
            assertThat(end.path("problem").asString()).isNotBlank();
            // The one that is cut off may not have noticed yet that nobody comes.
            assertThat(lab.exec("" + from, "virsh", "-q", "list", "--uuid")).contains(vm.id());
            var before = count(vm);
            await().atMost(Duration.ofSeconds(40)).until(() -> count(vm) > before);
        } finally {
            lab.fault(to, "heal");
            awaitEnd(operation);
        }
        awaitNothingOf(vm, to);
    }

    @Test
    void anEmptiedHostHasNothingAndItsGuestsCountElsewhere() {
        var first = countingGuest("drain-1");
        var from = hostOf(first);
        var before = count(first);
        var id = hosts().stream()
                .filter(h -> h.path("uri").asString().equals(lab.uri(from)))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        var plan = portal.api().get("/api/v1/hosts/" + id + "/drain/preview");
        assertThat(plan.body().path("vms").path(0).path("fate").asString()).isEqualTo("MOVES_RUNNING");

        var drain = portal.api().post("/api/v1/hosts/" + id + "/drain", Map.of());
        assertThat(drain.status()).as(drain.text()).isEqualTo(202);
        var end = awaitEnd(drain.body().path("id").asString());

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(portal.api().get("/api/v1/hosts/" + id).body().path("state").asString())
                .isEqualTo("MAINTENANCE");
        assertThat(lab.exec("" + from, "virsh", "-q", "list", "--name").strip()).isEmpty();
        assertThat(count(first)).isGreaterThan(before);
        assertThat(portal.api()
                        .post("/api/v1/hosts/" + id + "/end-maintenance", Map.of())
                        .status())
                .isEqualTo(204);
    }

    /** @param address in the network of the hosts' guests */
    private record Guest(String id, String address) {}

    private static Guest countingGuest(String name) {
        Map<String, Object> body = new HashMap<>(portal.launchBody(name));
        body.put(
                "sshKeys",
                List.of(portal.api()
                        .get("/api/v1/ssh-keys")
                        .body()
                        .path(0)
                        .path("id")
                        .asString()));
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
        await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> count(guest) > 0);
        return guest;
    }

    private static String ssh(Guest guest, String command) {
        return lab.exec("switch", ssh(guest.address(), command).toArray(String[]::new));
    }

    private static List<String> ssh(String address, String command) {
        return List.of(
                "ssh",
                "-i",
                lab.fact("ssh"),
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "ConnectTimeout=5",
                "root@" + address,
                command);
    }

    /** One connection that goes on telling, into a file. */
    private static Path listen(Guest guest) {
        try {
            var file = Files.createTempFile(directory, "stream", ".txt");
            lab.exec(
                    "switch",
                    "bash",
                    "-c",
                    "setsid nohup " + String.join(" ", ssh(guest.address(), "").subList(0, 11)) + " root@"
                            + guest.address() + " 'while :; do cat /www/count; usleep 300000; done' >" + file
                            + " 2>&1 </dev/null &");
            await().atMost(Duration.ofSeconds(40)).until(() -> last(file) > 0);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long last(Path stream) {
        try {
            var lines = Files.readAllLines(stream).stream()
                    .filter(l -> l.matches("[0-9]+"))
                    .toList();
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Guest guest) {
        return await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(
                        () -> Long.parseLong(
                                lab.exec("switch", "curl", "-s", "-m", "5", "http://" + guest.address() + "/count")
                                        .strip()),
                        n -> n > 0);
    }

    private static String migrate(Guest vm) {
        Answer answer = portal.api().post("/api/v1/vms/" + vm.id() + "/migrate", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private static void awaitSending(String operation) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> portal.api()
                        .get("/api/v1/operations/" + operation)
                        .body()
                        .path("message")
                        .asString()
                        .contains("MiB sent"));
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
    private static int hostOf(Guest vm) {
        for (var i = 1; i <= 3; i++) {
            if (lab.exec("" + i, "virsh", "-q", "list", "--all", "--uuid").contains(vm.id())) {
                return i;
            }
        }
        throw new AssertionError("nobody has " + vm);
    }

    /** While it is on its way both have it. */
    private static int destination(Guest vm, int from) {
        for (var i = 1; i <= 3; i++) {
            if (i != from
                    && lab.exec("" + i, "virsh", "-q", "list", "--all", "--uuid")
                            .contains(vm.id())) {
                return i;
            }
        }
        throw new AssertionError("it goes nowhere");
    }

    private static void awaitNothingOf(Guest vm, int host) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(lab.exec("" + host, "ls", lab.fact("pool"))).doesNotContain(vm.id());
            assertThat(lab.exec("" + host, "virsh", "-q", "list", "--all", "--uuid"))
                    .doesNotContain(vm.id());
        });
    }
}
