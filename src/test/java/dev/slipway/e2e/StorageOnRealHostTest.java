package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.Quotas;
import dev.slipway.tenant.ProjectView;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Storage pools on a real libvirt, and many disks at once. */
@RealHostTest
class StorageOnRealHostTest {
    private static final Duration SOON = Duration.ofSeconds(90);

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
        portal.launchBody("to-wait-for-the-host");
    }

    @Test
    void makesStartsAndDeletesAPool() {
        String name = "archive-" + unique();
        done(portal.api()
                .post(pools(), Map.of("kind", "DIRECTORY", "name", name, "path", "/var/lib/libvirt/" + name))
                .body());
        JsonNode pool = pool(name).orElseThrow();
        assertThat(pool.path("standing").asString()).isEqualTo("ACTIVE");
        assertThat(pool.path("capacityMib").asLong()).isPositive();
        assertThat(host.exec("virsh", "-q", "pool-info", name)).containsPattern("Autostart: +yes");
        String address = "/api/v1/pools/" + pool.path("id").asString();

        host.exec("qemu-img", "create", "-q", "-f", "qcow2", "/var/lib/libvirt/" + name + "/old.qcow2", "32M");
        done(portal.api().post(address + "/refresh", "").body());
        assertThat(portal.api().get(address + "/volumes").body())
                .singleElement()
                .satisfies(v -> {
                    assertThat(v.path("name").asString()).isEqualTo("old.qcow2");
                    assertThat(v.path("capacityMib").asLong()).isEqualTo(32);
                });
        done(portal.api().delete(address + "/volumes/old.qcow2").body());
        // The pool's own mark is all that is left, by which hosts that share it know it.
        assertThat(host.exec("ls", "/var/lib/libvirt/" + name).lines())
                .singleElement()
                .satisfies(file -> assertThat(file).startsWith("slipway-pool-"));

        host.exec("virsh", "-q", "pool-destroy", name);
        done(portal.api().post(address + "/start", "").body());
        assertThat(host.exec("virsh", "-q", "pool-info", name)).containsPattern("State: +running");
        done(portal.api().delete(address).body());
        assertThat(host.exec("virsh", "-q", "pool-list", "--all", "--name")).doesNotContain(name);
        assertThat(pool(name)).isEmpty();
    }

    /** This machine has neither NFS nor volume groups: the host says no, and nothing of the pool stays. */
    @Test
    void leavesNothingOfAPoolThatTheHostCannotMake() {
        String name = "fast-" + unique();
        JsonNode end = ended(portal.api()
                .post(pools(), Map.of("kind", "LVM", "name", name, "group", "vg_not_there"))
                .body());

        assertThat(end.path("state").asString()).isEqualTo("UNDONE");
        assertThat(end.toString()).contains("storage");
        assertThat(host.exec("virsh", "-q", "pool-list", "--all", "--name")).doesNotContain(name);
        assertThat(pool(name)).isEmpty();
    }

    @Test
    void refusesToDeleteWhatVmsStandOn() {
        String vm = portal.launch(portal.launchBody("stands-" + unique()));
        portal.awaitStatus(vm, SOON, "RUNNING");
        JsonNode pool = StreamSupport.stream(portal.api().get(pools()).body().spliterator(), false)
                .filter(p -> p.path("forVms").asBoolean())
                .findFirst()
                .orElseThrow();
        String address = "/api/v1/pools/" + pool.path("id").asString();
        done(portal.api().post(address + "/refresh", "").body());

        var refused = portal.api().delete(address + "/volumes/vm-" + vm + "-disk.qcow2");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("belongs to VM");
        assertThat(portal.api().delete(address).status()).isEqualTo(409);
        portal.deleteAndWait(vm);
    }

    @Test
    void twentyClonesAtOnceAllSucceed() {
        var people = new People(application);
        var project = people.newProject();
        var member = people.newMember(project.id(), Role.PROJECT_MEMBER);
        unlimited(project, member.user().id());
        var theirs = new Portal(new ApiClient(port, Optional.of(member.token())));
        Map<String, Object> body = new HashMap<>(portal.launchBody("x"));
        body.put("project", project.id().toString());

        List<String> vms = Stream.generate(() -> "twenty-" + unique())
                .limit(20)
                .parallel()
                .map(name -> {
                    Map<String, Object> mine = new HashMap<>(body);
                    mine.put("name", name);
                    return theirs.launch(mine);
                })
                .toList();

        vms.forEach(vm -> theirs.awaitStatus(vm, Duration.ofMinutes(4), "RUNNING"));
        vms.parallelStream().forEach(theirs::deleteAndWait);
        assertThat(theirs.usage()).allMatch(line -> line.endsWith(" 0"));
        assertThat(host.exec("ls", host.poolPath())).doesNotContain(vms.getFirst(), vms.getLast());
    }

    private void unlimited(ProjectView project, UserId member) {
        Map<Dimension, OptionalLong> none = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            none.put(dimension, OptionalLong.empty());
        }
        var quotas = application.getBean(Quotas.class);
        quotas.limitTenant(project.tenant(), none, Actor.system("test"));
        quotas.limitMember(project.tenant(), project.id(), member, none, Actor.system("test"));
    }

    private void done(JsonNode operation) {
        assertThat(ended(operation).path("state").asString())
                .as(operation.toString())
                .isEqualTo("DONE");
    }

    private JsonNode ended(JsonNode operation) {
        String address = "/api/v1/operations/" + operation.path("id").asString();
        return await().atMost(SOON)
                .until(
                        () -> portal.api().get(address).body(),
                        o -> o.path("ended").asBoolean());
    }

    private Optional<JsonNode> pool(String name) {
        return StreamSupport.stream(portal.api().get(pools()).body().spliterator(), false)
                .filter(p -> p.path("name").asString("").equals(name))
                .findFirst();
    }

    private String pools() {
        return "/api/v1/hosts/"
                + portal.api().get("/api/v1/hosts").body().path(0).path("id").asString() + "/pools";
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
