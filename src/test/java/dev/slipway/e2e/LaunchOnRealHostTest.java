package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The main job through the API on a real libvirt and QEMU, down to what the guest says of itself. */
@RealHostTest
class LaunchOnRealHostTest {
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(120);

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final TestHost host = RealParts.get().host();
    private Portal portal;

    @BeforeEach
    void signIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
    }

    @Test
    void launchesAGuestThatKnowsItsNameAndLeavesNothingBehind() {
        List<String> before = portal.usage();
        Map<String, Object> body = new HashMap<>(portal.launchBody(name("web")));
        body.put("userData", "#cloud-config\nruncmd:\n  - echo it-was-here > /www/marker\n");
        awaitStagedImage();
        String vm = portal.launch(body);
        // Launched to running, with the image staged: the guest needs longer to boot than the portal to start it.
        portal.awaitStatus(vm, Duration.ofSeconds(10), "RUNNING");
        String address = await("an address")
                .atMost(GUEST_BOOTS)
                .until(() -> portal.vm(vm).path("addresses").path(0).asString(""), a -> !a.isEmpty());
        var guest = new GuestPage(() -> address);
        await("the guest's page").atMost(GUEST_BOOTS).untilAsserted(() -> {
            assertThat(guest.read("/status.json")).contains(vm).contains((String) body.get("name"));
            assertThat(guest.read("/marker")).contains("it-was-here");
        });

        portal.act(vm, "shutdown");
        portal.awaitStatus(vm, Duration.ofSeconds(90), "STOPPED");
        assertThat(domainState(vm)).isEqualTo("shut off");
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        portal.act(vm, "reboot");
        portal.awaitStatus(vm, Duration.ofSeconds(90), "RUNNING");
        portal.act(vm, "force-off");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "STOPPED");
        portal.deleteAndWait(vm);

        assertThat(domains()).doesNotContain(vm);
        assertThat(volumes()).noneMatch(v -> v.contains(vm));
        assertThat(portal.usage()).isEqualTo(before);
    }

    /** It has booted before anybody asked for it, and is told by its agent whose it is. */
    @Test
    void aWarmGuestIsHandedOverAsItRuns(@TempDir Path dir) {
        var launch = new HashMap<String, Object>(portal.launchBody(name("mine")));
        Map<String, Object> pool = new HashMap<>(launch);
        pool.remove("name");
        pool.put("wanted", 1);
        String id =
                portal.api().post("/api/v1/warm-pools", pool).body().path("id").asString();
        await("a guest that waits")
                .atMost(GUEST_BOOTS)
                .until(() -> pool(id).path("ready").asInt() == 1);
        var shell = GuestShell.in(dir);
        var key = portal.api().post("/api/v1/ssh-keys", Map.of("name", name("key"), "publicKey", shell.publicKey()));
        launch.put("sshKeys", List.of(key.body().path("id").asString()));

        String vm = portal.launch(launch);
        var running = portal.awaitStatus(vm, Duration.ofSeconds(10), "RUNNING");

        assertThat(running.path("name").asString()).isEqualTo(launch.get("name"));
        String address = await("its address")
                .atMost(Duration.ofSeconds(10))
                .until(() -> portal.vm(vm).path("addresses").path(0).asString(""), a -> !a.isEmpty());
        await("who has the key comes in, and meets the name")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(shell.say("root", address, "hostname")).isEqualTo(launch.get("name") + "\n"));
        assertThat(domainStarts(vm)).isEqualTo(1);
        assertThat(portal.vm(vm).path("outside").asString(""))
                .as("changed outside")
                .isEmpty();
        goesOnWhereItWas(vm, shell, address);
        portal.api().delete("/api/v1/ssh-keys/" + key.body().path("id").asString());
        portal.api().delete("/api/v1/warm-pools/" + id);
        portal.deleteAndWait(vm);
        assertThat(keptMemories()).isEmpty();
        await("nothing that waits")
                .atMost(Duration.ofSeconds(60))
                .until(() -> portal.usage().contains("MEMBER VMS 0"));
    }

    /** What is in its memory alone is there again, and it has not booted; what is kept of it goes with it. */
    private void goesOnWhereItWas(String vm, GuestShell shell, String address) {
        String inMemory = "cat /run/note /proc/sys/kernel/random/boot_id";
        shell.say("root", address, "echo only-in-memory > /run/note");
        String before = shell.say("root", address, inMemory);
        assertThat(before).startsWith("only-in-memory\n");

        portal.act(vm, "hibernate");
        portal.awaitStatus(vm, Duration.ofSeconds(60), "HIBERNATED");
        assertThat(domainState(vm)).isEqualTo("shut off");
        assertThat(keptMemories()).hasSize(1);
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(60), "RUNNING");

        await("the guest as it was")
                .atMost(GUEST_BOOTS)
                .untilAsserted(
                        () -> assertThat(shell.say("root", address, inMemory)).isEqualTo(before));
        assertThat(keptMemories()).isEmpty();

        host.exec("virsh", "-q", "managedsave", vm);
        portal.awaitStatus(vm, Duration.ofSeconds(10), "HIBERNATED");
        host.exec("virsh", "-q", "managedsave-remove", vm);
        portal.awaitStatus(vm, Duration.ofSeconds(10), "STOPPED");
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        portal.act(vm, "hibernate");
        portal.awaitStatus(vm, Duration.ofSeconds(60), "HIBERNATED");
    }

    private JsonNode pool(String id) {
        return StreamSupport.stream(
                        portal.api().get("/api/v1/warm-pools").body().spliterator(), false)
                .filter(pool -> pool.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void followsWhatIsDoneOnTheHostItself() {
        String vm = portal.launch(portal.launchBody(name("out")));
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        Duration soon = Duration.ofSeconds(2);

        host.exec("virsh", "-q", "destroy", vm);
        var stopped = portal.awaitStatus(vm, soon, "STOPPED");
        assertThat(stopped.path("statusReason").asString()).isNotBlank();
        assertThat(portal.usage()).as("running quota is given back").anyMatch(l -> l.equals("MEMBER RUNNING_VCPUS 0"));

        host.exec("virsh", "-q", "start", vm);
        portal.awaitStatus(vm, soon, "RUNNING");

        host.exec("pkill", "-KILL", "-f", "uuid " + vm);
        portal.awaitStatus(vm, soon, "CRASHED", "STOPPED");

        host.exec("virsh", "-q", "undefine", vm);
        portal.awaitStatus(vm, soon, "MISSING");
        portal.act(vm, "start");
        portal.awaitStatus(vm, Duration.ofSeconds(30), "RUNNING");
        portal.deleteAndWait(vm);
        assertThat(volumes()).noneMatch(v -> v.contains(vm));
    }

    @Test
    void tenAtOnceAllRun() {
        awaitStagedImage();
        List<String> vms = Stream.generate(() -> name("ten"))
                .limit(10)
                .parallel()
                .map(n -> portal.launch(portal.launchBody(n)))
                .toList();
        vms.forEach(vm -> portal.awaitStatus(vm, Duration.ofSeconds(60), "RUNNING"));
        vms.parallelStream().forEach(portal::deleteAndWait);
        assertThat(domains()).doesNotContainAnyElementsOf(vms);
    }

    @Test
    void deletingWhileItIsBuiltEndsClean() {
        List<String> before = portal.usage();
        String vm = portal.launch(portal.launchBody(name("hasty")));
        portal.deleteAndWait(vm);
        assertThat(domains()).doesNotContain(vm);
        assertThat(volumes()).noneMatch(v -> v.contains(vm));
        assertThat(portal.usage()).isEqualTo(before);
    }

    /** The first launch of all brings the image to the host. */
    private void awaitStagedImage() {
        await("the staged image")
                .atMost(Duration.ofSeconds(60))
                .until(() -> volumes().stream().anyMatch(v -> v.startsWith("base-")));
    }

    private static String name(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private List<String> domains() {
        return host.exec("virsh", "-q", "list", "--all", "--uuid")
                .lines()
                .map(String::strip)
                .toList();
    }

    private List<String> volumes() {
        return host.exec("ls", host.poolPath()).lines().toList();
    }

    /** How often QEMU was started for it. */
    private long domainStarts(String vm) {
        var name = host.exec("virsh", "-q", "domname", vm).strip();
        return host.exec("grep", "-c", "starting up", "/var/log/libvirt/qemu/" + name + ".log")
                .strip()
                .transform(Long::parseLong);
    }

    private List<String> keptMemories() {
        return host.exec("ls", "/var/lib/libvirt/qemu/save").lines().toList();
    }

    private String domainState(String vm) {
        return host.exec("virsh", "-q", "domstate", vm).strip();
    }
}
