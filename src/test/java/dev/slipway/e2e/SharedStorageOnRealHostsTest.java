package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.e2e.CountingLab.Guest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real hosts whose pools are one file system: guests change their host and not their disk, and a host that is lost. */
@Tag("real")
class SharedStorageOnRealHostsTest {
    @TempDir
    static Path directory;

    private static CountingLab estate;

    @BeforeAll
    static void start() {
        estate = new CountingLab(2, "shared", directory);
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
    void aRunningGuestGoesOnCountingOnTheVeryDiskThatItHad() throws IOException {
        var vm = estate.countingGuest("shared");
        var from = estate.hostOf(vm);
        var stream = estate.listen(vm);
        var files = files();
        var disk = fileKey(vm);
        var before = estate.count(vm);

        var end = estate.awaitEnd(estate.migrate(vm));

        assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
        assertThat(estate.hostOf(vm)).isNotEqualTo(from);
        assertThat(estate.portal().status(vm.id())).isEqualTo("RUNNING");
        assertThat(fileKey(vm)).as("not copied").isEqualTo(disk);
        assertThat(files()).as("one copy of its image, and no mark left").containsExactlyInAnyOrderElementsOf(files);
        var after = estate.count(vm);
        assertThat(after).isGreaterThan(before);
        // The same connection, begun before the move, tells of what was counted after it.
        await().atMost(Duration.ofSeconds(40)).until(() -> CountingLab.last(stream) > after);
    }

    @Test
    void whatIsLostWithItsHostIsPaidForNoMoreAndRemovedWhenTheHostIsBack() {
        var usage = estate.portal().usage();
        var vm = estate.countingGuest("lost");
        var on = estate.hostOf(vm);
        var host = estate.host(on).path("id").asString();
        estate.lab.fault(on, "cut");
        try {
            awaitState(host, "UNREACHABLE");
            var consequences = estate.portal().api().get("/api/v1/hosts/" + host + "/give-up");
            assertThat(consequences.body().path("vms").path(0).path("name").asString())
                    .isEqualTo("lost");

            var given = estate.portal().api().post("/api/v1/hosts/" + host + "/give-up", Map.of());
            assertThat(given.status()).as(given.text()).isEqualTo(202);
            var end = estate.awaitEnd(given.body().path("id").asString());

            assertThat(end.path("state").asString()).as(end.toString()).isEqualTo("DONE");
            assertThat(estate.portal().status(vm.id())).isEqualTo("LOST");
            assertThat(estate.portal().usage()).isEqualTo(usage);
        } finally {
            estate.lab.fault(on, "heal");
        }
        // It is for an administrator to trust it again.
        awaitState(host, "DISABLED");
        await("what was left of it to be removed")
                .atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> {
                    assertThat(estate.lab.exec("" + on, "virsh", "-q", "list", "--all", "--uuid"))
                            .doesNotContain(vm.id());
                    assertThat(files()).noneMatch(name -> name.contains(vm.id()));
                });
        var enabled = estate.portal().api().post("/api/v1/hosts/" + host + "/enable", Map.of());
        assertThat(enabled.status()).as(enabled.text()).isEqualTo(200);
    }

    private static void awaitState(String host, String state) {
        await("host " + host + " to be " + state)
                .atMost(Duration.ofSeconds(120))
                .until(() -> estate.portal()
                        .api()
                        .get("/api/v1/hosts/" + host)
                        .body()
                        .path("state")
                        .asString()
                        .equals(state));
    }

    private static List<String> files() {
        try (var files = Files.list(estate.lab.directory().resolve("shared"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which file its disk is, whatever it is called. */
    private static Object fileKey(Guest vm) throws IOException {
        var name = files().stream()
                .filter(file -> file.contains(vm.id()) && file.contains("-disk"))
                .findFirst()
                .orElseThrow();
        return Files.getAttribute(estate.lab.directory().resolve("shared").resolve(name), "unix:ino");
    }
}
