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
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Several real hosts whose bridges are joined, a portal in a process of its own that has them all, and guests that count. */
final class CountingLab implements AutoCloseable {
    private static final Duration BOOTED = Duration.ofSeconds(120);
    private static final Duration ENDED = Duration.ofSeconds(120);

    final TestLab lab;
    private final int hosts;
    private final String pool;
    private final Path directory;
    private final String database;
    private final String token;
    private PortalProcess process;
    private Portal portal;

    /** @param address in the network of the hosts' guests */
    record Guest(String id, String address) {}

    /** @param pool the fact of the lab that names the directory of the pool of each host; @param options of the portal */
    CountingLab(int hosts, String pool, Path directory, String... options) {
        this.lab = TestLab.start(hosts);
        this.hosts = hosts;
        this.pool = lab.fact(pool);
        this.directory = directory;
        this.database = TestDatabase.get().freshSchema();
        this.process = process(options);
        this.token = PortalProcess.administratorsToken(database);
        this.portal = process.as(token);
        for (var i = 2; i <= hosts; i++) {
            register(i);
        }
        addKey();
        await().atMost(Duration.ofSeconds(90))
                .until(() -> hosts().size() == hosts
                        && hosts().stream()
                                .allMatch(h -> h.path("state").asString().equals("ENABLED")
                                        && h.path("poolAvailableMib").asLong() > 0
                                        && !h.path("acceleration").asString("").isEmpty()));
    }

    private PortalProcess process(String... options) {
        var all = new ArrayList<>(List.of(
                "-Dslipway.bootstrap.host-uri=" + lab.uri(1),
                "-Dslipway.bootstrap.host-pool-path=" + pool,
                "-Dslipway.bootstrap.network=bridge:" + lab.fact("bridge")));
        all.addAll(List.of(options));
        return PortalProcess.start(database, directory, all.toArray(String[]::new));
    }

    private void register(int host) {
        var check = portal.api()
                .post(
                        "/api/v1/host-checks",
                        Map.of(
                                "name",
                                "lab" + host,
                                "uri",
                                lab.uri(host),
                                "poolPath",
                                pool,
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

    private void addKey() {
        try {
            var publicKey = Files.readString(Path.of(lab.fact("ssh") + ".pub")).strip();
            var key = portal.api().post("/api/v1/ssh-keys", Map.of("name", "lab", "publicKey", publicKey));
            assertThat(key.status()).as(key.text()).isEqualTo(201);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Portal portal() {
        return portal;
    }

    /** A JDBC URL of the portal's. */
    String database() {
        return database;
    }

    /** Kills the portal, and starts it again. */
    void restartPortal(String... options) {
        process.kill();
        process = process(options);
        portal = process.as(token);
    }

    void leaveNothing() {
        for (var vm : portal.api()
                .get("/api/v1/vms?project=" + portal.project())
                .body()
                .path("items")) {
            portal.deleteAndWait(vm.path("id").asString());
        }
        for (var i = 1; i <= hosts; i++) {
            assertThat(lab.exec("" + i, "virsh", "-q", "list", "--all", "--name")
                            .strip())
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        process.close();
        lab.close();
    }

    Guest countingGuest(String name) {
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

    String ssh(Guest guest, String command) {
        return lab.exec("switch", ssh(guest.address(), command).toArray(String[]::new));
    }

    private List<String> ssh(String address, String command) {
        return GuestShell.command(lab.fact("ssh"), "root@" + address, command);
    }

    /** One connection that goes on telling, into a file. */
    Path listen(Guest guest) {
        try {
            var file = Files.createTempFile(directory, "stream", ".txt");
            var ssh = ssh(guest.address(), "");
            lab.exec(
                    "switch",
                    "bash",
                    "-c",
                    "setsid nohup " + String.join(" ", ssh.subList(0, ssh.size() - 2)) + " root@"
                            + guest.address() + " 'while :; do cat /www/count; usleep 300000; done' >" + file
                            + " 2>&1 </dev/null &");
            await().atMost(Duration.ofSeconds(40)).until(() -> last(file) > 0);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long last(Path stream) {
        try {
            var lines = Files.readAllLines(stream).stream()
                    .filter(l -> l.matches("[0-9]+"))
                    .toList();
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getLast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count(Guest guest) {
        return await().atMost(Duration.ofSeconds(40))
                .ignoreExceptions()
                .until(
                        () -> Long.parseLong(
                                lab.exec("switch", "curl", "-s", "-m", "5", "http://" + guest.address() + "/count")
                                        .strip()),
                        n -> n > 0);
    }

    String migrate(Guest vm) {
        Answer answer = portal.api().post("/api/v1/vms/" + vm.id() + "/migrate", Map.of());
        assertThat(answer.status()).as("%s of %s", answer.text(), hosts()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    JsonNode awaitEnd(String operation) {
        return await("operation " + operation)
                .atMost(ENDED)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> portal.api()
                                .get("/api/v1/operations/" + operation)
                                .body(),
                        o -> o.path("ended").asBoolean());
    }

    List<JsonNode> hosts() {
        return StreamSupport.stream(portal.api().get("/api/v1/hosts").body().spliterator(), false)
                .toList();
    }

    /** As the portal knows it. @param number in the lab */
    JsonNode host(int number) {
        return hosts().stream()
                .filter(h -> h.path("uri").asString().equals(lab.uri(number)))
                .findFirst()
                .orElseThrow();
    }

    /** By what the hosts themselves say, not the portal. */
    int hostOf(Guest vm) {
        return findHostOf(vm, 0).orElseThrow(() -> new AssertionError("nobody has " + vm));
    }

    /** While it is on its way both have it. */
    int destination(Guest vm, int from) {
        return findHostOf(vm, from).orElseThrow(() -> new AssertionError("it goes nowhere"));
    }

    private Optional<Integer> findHostOf(Guest vm, int but) {
        for (var i = 1; i <= hosts; i++) {
            if (i != but
                    && lab.exec("" + i, "virsh", "-q", "list", "--all", "--uuid")
                            .contains(vm.id())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
