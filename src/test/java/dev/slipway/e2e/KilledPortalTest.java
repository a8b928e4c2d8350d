package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestDatabase;
import dev.slipway.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the portal in the middle of launches: a portal started afterwards ends what was begun. */
@Tag("real")
class KilledPortalTest {
    private static final int LAUNCHES = 6;

    @TempDir
    Path directory;

    private final TestHost host = RealParts.get().host();
    private final String database = TestDatabase.get().freshSchema();

    @Test
    void whatWasBegunIsFinishedOrUndoneAndNothingIsLeftOver() {
        List<String> vms = new ArrayList<>();
        List<String> none;
        String token;
        try (PortalProcess first = PortalProcess.start(database, directory)) {
            token = PortalProcess.administratorsToken(database);
            Portal portal = first.as(token);
            none = portal.usage();
            Map<String, Object> body = new HashMap<>(portal.launchBody("killed"));
            // Killed with its launches at different steps: the last ones have hardly begun.
            for (int i = 0; i < LAUNCHES; i++) {
                body.put("name", "killed-" + i);
                vms.add(portal.launch(body));
            }
            first.kill();
        }
        try (PortalProcess second = PortalProcess.start(database, directory)) {
            Portal portal = second.as(token);
            for (String vm : vms) {
                portal.awaitStatus(vm, Duration.ofSeconds(120), "RUNNING", "FAILED");
            }
            assertThat(host.exec("virsh", "-q", "list", "--uuid").lines().map(String::strip))
                    .as("what runs is what is shown as running")
                    .containsAll(vms.stream()
                            .filter(vm -> portal.status(vm).equals("RUNNING"))
                            .toList());
            vms.parallelStream().forEach(portal::deleteAndWait);
            assertThat(host.exec("virsh", "-q", "list", "--all", "--uuid")
                            .lines()
                            .map(String::strip))
                    .doesNotContainAnyElementsOf(vms);
            assertThat(host.exec("ls", host.poolPath()).lines())
                    .noneMatch(volume -> vms.stream().anyMatch(volume::contains));
            assertThat(portal.usage()).isEqualTo(none);
        }
    }
}
