package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.TestLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guests that count go from one real host to another, on three hosts whose bridges are joined: running and stopped, with the
 * portal killed in the middle, to a host that is cut off, and all of them when a host is emptied. And many are launched there
 * at once, of an image that none of the hosts has.
 */
@Tag("real")
class MoveOnRealHostsTest {
    private static final int HOSTS = 3;
    private static final int LAUNCHES = 20;
    private static final Duration BOOTED = Duration.ofSeconds(120);
    /** So slowly that there is time to disturb it. */
    private static final String SLOWLY = "-Dslipway.vm.moves.mib-per-second=4";

    @TempDir
    static Path directory;

    private static CountingLab estate;
    private static TestLab lab;

    @BeforeAll
    static void start() {
        estate = new CountingLab(HOSTS, "pool", directory, SLOWLY);
        lab = estate.lab;
    }

    @AfterEach
    void leaveNothing() {
        estate.leaveNothing();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Test
    void aGuestGoesOnCountingAndItsConnectionsHold() {
        var vm = estate.countingGuest("counts");
        var from = estate.hostOf(vm);
        var stream = estate.listen(vm);
        var before = estate.count(vm);

        var end = estate.awaitEnd(estate.migrate(vm));

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(estate.hostOf(vm)).isNotEqualTo(from);
        assertThat(estate.portal().status(vm.id())).isEqualTo("RUNNING");
        var after = estate.count(vm);
        assertThat(after).isGreaterThan(before);
        // The same connection, begun before the move, tells of what was counted after it.
        await().atMost(Duration.ofSeconds(40)).until(() -> CountingLab.last(stream) > after);
        awaitNothingOf(vm, from);
    }

    @Test
    void aStoppedOneTakesItsDiskAlong() {
        var vm = estate.countingGuest("disk");
        estate.ssh(vm, "echo kept >/disk/root/note; sync");
        estate.portal().act(vm.id(), "shutdown");
        estate.portal().awaitStatus(vm.id(), Duration.ofSeconds(100), "STOPPED");
        var from = estate.hostOf(vm);

        var end = estate.awaitEnd(estate.migrate(vm));

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(estate.hostOf(vm)).isNotEqualTo(from);
        awaitNothingOf(vm, from);
        estate.portal().act(vm.id(), "start");
        estate.portal().awaitStatus(vm.id(), Duration.ofSeconds(60), "RUNNING");
        await().atMost(BOOTED)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(estate.ssh(vm, "cat /disk/root/note")).contains("kept"));
    }

    @Test
    void aPortalThatIsKilledMeanwhileFindsItAgain() {
        var vm = estate.countingGuest("killed");
        var from = estate.hostOf(vm);
        var before = estate.count(vm);
        var operation = estate.migrate(vm);
        awaitSending(operation);

        estate.restartPortal(SLOWLY);
        var end = estate.awaitEnd(operation);

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(estate.hostOf(vm)).isNotEqualTo(from);
        assertThat(estate.count(vm)).isGreaterThan(before);
        awaitNothingOf(vm, from);
    }

    @Test
    void aDestinationThatIsCutOffLeavesItRunningWhereItWas() {
        var vm = estate.countingGuest("cut");
        var from = estate.hostOf(vm);
        var operation = estate.migrate(vm);
        awaitSending(operation);
        var to = estate.destination(vm, from);
        lab.fault(to, "cut");
        try {
            var end = estate.awaitEnd(operation);
            assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("UNDONE");
            assertThat(end.path("problem").asString()).isNotBlank();
            // The one that is cut off may not have noticed yet that nobody comes.
            assertThat(lab.exec("" + from, "virsh", "-q", "list", "--uuid")).contains(vm.id());
            var before = estate.count(vm);
            await().atMost(Duration.ofSeconds(40)).until(() -> estate.count(vm) > before);
        } finally {
            lab.fault(to, "heal");
            estate.awaitEnd(operation);
        }
        awaitNothingOf(vm, to);
    }

    @Test
    void anEmptiedHostHasNothingAndItsGuestsCountElsewhere() {
        var first = estate.countingGuest("drain-1");
        var from = estate.hostOf(first);
        var before = estate.count(first);
        var id = estate.host(from).path("id").asString();
        var plan = estate.portal().api().get("/api/v1/hosts/" + id + "/drain/preview");
        assertThat(plan.body().path("vms").path(0).path("fate").asString()).isEqualTo("MOVES_RUNNING");

        var drain = estate.portal().api().post("/api/v1/hosts/" + id + "/drain", Map.of());
        assertThat(drain.status()).as(drain.text()).isEqualTo(202);
        var end = estate.awaitEnd(drain.body().path("id").asString());

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(estate.portal()
                        .api()
                        .get("/api/v1/hosts/" + id)
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("MAINTENANCE");
        assertThat(lab.exec("" + from, "virsh", "-q", "list", "--name").strip()).isEmpty();
        assertThat(estate.count(first)).isGreaterThan(before);
        assertThat(estate.portal()
                        .api()
                        .post("/api/v1/hosts/" + id + "/end-maintenance", Map.of())
                        .status())
                .isEqualTo(204);
    }

    /** Twenty who all need it at the same moment; they come to all hosts, since none of these has it when they ask. */
    @Test
    void anImageComesToEachHostOnceHoweverManyAreLaunchedAtOnceAndNoneFails() throws Exception {
        try (var witness = new LaunchWitness(estate.database());
                var crowd = new Crowd(estate)) {
            var hosts = IntStream.rangeClosed(1, HOSTS).boxed().toList();
            assertThat(hosts).as("nobody has it").allMatch(host -> crowd.filesOn(host) == 0);

            var launches = crowd.launch(LAUNCHES);

            assertThat(launches)
                    .hasSize(LAUNCHES)
                    .allSatisfy(o -> assertThat(o.path("state").asString())
                            .as(o.toString())
                            .isEqualTo("DONE"));
            assertThat(crowd.vms())
                    .doesNotHaveDuplicates()
                    .allSatisfy(vm -> assertThat(estate.portal().status(vm)).isEqualTo("RUNNING"));
            assertThat(witness.failures()).as("also of what was tried again").isEmpty();
            var ids = hosts.stream().map(host -> estate.host(host).path("id").asString());
            assertThat(witness.transfers(crowd.sha256()))
                    .as("transfers that were begun")
                    .containsExactlyInAnyOrderElementsOf(ids.toList());
            var copies = crowd.copies();
            assertThat(copies)
                    .hasSize(HOSTS)
                    .allMatch(copy -> copy.path("ready").asBoolean());
            assertThat(hosts).as("one file each").allMatch(host -> crowd.filesOn(host) == 1);
            // Or it would have been no race: more than one for each host came before any copy was there.
            var first = copies.stream()
                    .map(Crowd::madeAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            assertThat(launches)
                    .map(Crowd::requestedAt)
                    .filteredOn(first::isAfter)
                    .hasSizeGreaterThan(HOSTS);
            assertThat(hosts)
                    .map(crowd::guestsOn)
                    .allMatch(guests -> guests > 0)
                    .satisfies(each ->
                            assertThat(each.stream().mapToLong(n -> n).sum()).isEqualTo(LAUNCHES));
        }
    }

    private static void awaitSending(String operation) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> estate.portal()
                        .api()
                        .get("/api/v1/operations/" + operation)
                        .body()
                        .path("message")
                        .asString()
                        .contains("MiB sent"));
    }

    private static void awaitNothingOf(CountingLab.Guest vm, int host) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(lab.exec("" + host, "ls", lab.fact("pool"))).doesNotContain(vm.id());
            assertThat(lab.exec("" + host, "virsh", "-q", "list", "--all", "--uuid"))
                    .doesNotContain(vm.id());
        });
    }
}
