package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.catalog.Firmware;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Actor;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.vm.seed.VendorData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What a launch says to a guest's first boot, as a real Debian with the real cloud-init understands it: asked from inside. */
@RealHostTest
class DebianGuestTest {
    /** Emulated, on a machine that does other things too. */
    private static final Duration BOOTS = Duration.ofMinutes(10);

    private static final Actor SYSTEM = Actor.system("test");
    private static final long DISK_MIB = 10_240;
    private static final String PASSWORD = "Tr4wler at dawn";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private Portal portal;
    private Optional<String> image = Optional.empty();

    @BeforeEach
    void signIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
    }

    @AfterEach
    void leaveNothing() {
        application.getBean(VendorData.class).clear(SYSTEM);
        portal.deleteAllCalled(tag);
        // Others launch from the first image that there is.
        image.ifPresent(version -> assertThat(
                        portal.api().delete("/api/v1/images/" + version).status())
                .isEqualTo(204));
    }

    @Test
    void doesAtItsFirstBootAllThatItIsTold(@TempDir Path directory) {
        var shell = GuestShell.in(directory);
        application
                .getBean(VendorData.class)
                .set("#cloud-config\nwrite_files:\n  - path: /etc/of-the-house\n    content: rules\n", SYSTEM);
        Map<String, Object> body = new HashMap<>(portal.launchBody("debian-" + tag));
        body.put("image", published());
        body.put("size", size());
        body.put("sshKeys", List.of(key(shell)));
        body.put(
                "firstBoot",
                Map.of(
                        "timeZone",
                        "Asia/Kolkata",
                        "commands",
                        List.of("echo \"it's done\" >/var/tmp/said"),
                        "password",
                        PASSWORD));

        String vm = portal.launch(body);

        portal.awaitStatus(vm, Duration.ofMinutes(2), "RUNNING");
        String address = await("an address")
                .atMost(BOOTS)
                .until(() -> portal.vm(vm).path("addresses").path(0).asString(""), a -> !a.isEmpty());
        await("the way in")
                .atMost(BOOTS)
                .until(() -> shell.say("debian", address, "echo in").equals("in\n"));
        // The commands come last.
        assertThat(shell.say("debian", address, "sudo cloud-init status --wait >/dev/null; hostname"))
                .isEqualTo("debian-" + tag + "\n");
        assertThat(shell.say("debian", address, "cat /var/tmp/said")).isEqualTo("it's done\n");
        assertThat(shell.say("debian", address, "cat /etc/of-the-house")).isEqualTo("rules");
        assertThat(shell.say("debian", address, "date +%z")).isEqualTo("+0530\n");
        assertThat(Long.parseLong(shell.say("debian", address, "df --output=size -m / | tail -n 1")
                        .strip()))
                .as("MiB of its file system")
                .isBetween(DISK_MIB * 8 / 10, DISK_MIB);
        assertThat(shell.say(
                        "debian",
                        address,
                        "sudo perl -e '$h = (getpwnam \"debian\")[1]; print crypt(\"" + PASSWORD
                                + "\", $h) eq $h ? \"right\" : \"wrong\"'"))
                .isEqualTo("right");
        assertThat(shell.say("root", address, "true"))
                .as("only the image's account is let in")
                .isNotEmpty();
        portal.deleteAndWait(vm);
    }

    private String published() {
        var draft =
                new ImageDraft("Debian " + tag, "", "debian12", "debian", Firmware.BIOS, true, true, 768, "2026-11");
        var version = application
                .getBean(Images.class)
                .publish(draft, RealParts.debian(), SYSTEM)
                .version()
                .toString();
        image = Optional.of(version);
        return version;
    }

    /** The smallest that it fits. */
    private String size() {
        return StreamSupport.stream(portal.api().get("/api/v1/sizes").body().spliterator(), false)
                .filter(size -> size.path("memoryMib").asLong() == 1024
                        && size.path("diskMib").asLong() == DISK_MIB)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private String key(GuestShell shell) {
        return portal.api()
                .post("/api/v1/ssh-keys", Map.of("name", "key " + tag, "publicKey", shell.publicKey()))
                .body()
                .path("id")
                .asString();
    }
}
