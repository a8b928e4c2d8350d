package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.hypervisor.libvirt.VncClient;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import dev.slipway.vm.VirtualMachines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What somebody does with virsh on a real host: domains that are adopted, VMs that are changed and lost. */
@RealHostTest
class OutsideOnRealHostTest {
    private static final Duration SOON = Duration.ofSeconds(60);

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

    /** An old machine with a disk and a card of old kinds and no screen: it stays as it is, but for the screen. */
    @Test
    void adoptsADomainThatSomebodyMade() throws Exception {
        List<String> before = portal.usage();
        portal.launchBody("to-wait-for-the-network");
        String name = "Pet_" + unique();
        String disk = host.poolPath() + "/" + name + ".qcow2";
        host.exec("qemu-img", "create", "-q", "-f", "qcow2", disk, "64M");
        define(name, """
            <disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='%s'/>
              <target dev='hda' bus='ide'/></disk>
            <interface type='network'><source network='%s'/><model type='e1000'/></interface>
            """.formatted(disk, host.fact("network")));
        JsonNode found = awaitListed(name);
        assertThat(found.path("obstacles")).isEmpty();
        assertThat(found.path("disks").path(0).path("capacityMib").asLong()).isEqualTo(64);

        var adopted = portal.api()
                .post(
                        domains() + "/" + found.path("id").asString() + "/adopt",
                        Map.of("project", portal.project(), "name", "pet-" + unique()));
        assertThat(adopted.status()).as(adopted.text()).isEqualTo(201);
        String vm = adopted.body().path("id").asString();
        assertThat(adopted.body().path("status").asString()).isEqualTo("STOPPED");
        portal.act(vm, "start");
        portal.awaitStatus(vm, SOON, "RUNNING");
        var screen = application.getBean(VirtualMachines.class).openScreen(VmId.parse(vm), Actor.system("test"));
        try (var vnc = new VncClient(screen.host(), screen.port())) {
            assertThat(vnc.login(screen.password())).isTrue();
        }
        assertThat(host.exec("virsh", "-q", "dumpxml", "--inactive", vm)).contains("bus='ide'", "e1000", name);

        portal.deleteAndWait(vm);
        assertThat(host.exec("virsh", "-q", "list", "--all", "--name")).doesNotContain(name);
        assertThat(host.exec("ls", host.poolPath())).doesNotContain(name);
        assertThat(portal.usage()).isEqualTo(before);
    }

    @Test
    void saysWhatKeepsADomainFromBeingAdopted() {
        String name = "odd_" + unique();
        host.exec("mkdir", "-p", "/var/lib/elsewhere");
        host.exec("qemu-img", "create", "-q", "-f", "raw", "/var/lib/elsewhere/" + name + ".img", "1M");
        define(name, """
            <disk type='file' device='disk'><source file='/var/lib/elsewhere/%s.img'/><target dev='vda' bus='virtio'/></disk>
            <graphics type='spice' autoport='yes'/>
            """.formatted(name));

        var obstacles = StreamSupport.stream(awaitListed(name).path("obstacles").spliterator(), false)
                .map(JsonNode::asString)
                .toList();

        assertThat(obstacles)
                .anyMatch(s -> s.contains("SPICE"))
                .anyMatch(s -> s.contains("in no storage pool"))
                .anyMatch(s -> s.contains("no network card"));
        host.exec("virsh", "-q", "undefine", name);
        await().atMost(SOON).until(() -> listed(name).isEmpty());
    }

    @Test
    void bringsBackAVmThatWasUndefinedAndSaysThatAnotherWasRedefined() {
        String vm = portal.launch(portal.launchBody("lost-" + unique()));
        portal.awaitStatus(vm, SOON, "RUNNING");
        portal.act(vm, "force-off");
        portal.awaitStatus(vm, SOON, "STOPPED");
        host.exec("virsh", "-q", "undefine", vm);
        portal.awaitStatus(vm, SOON, "MISSING");

        portal.act(vm, "restore");
        portal.awaitStatus(vm, SOON, "STOPPED");
        String xml = host.exec("virsh", "-q", "dumpxml", "--inactive", vm);
        assertThat(xml).contains(vm);

        host.exec(
                "sh",
                "-c",
                "virsh -q dumpxml --inactive " + vm + " | sed 's/>[0-9]*<.vcpu>/>3<\\/vcpu>/;"
                        + " s/<topology.*//' > /tmp/more.xml && virsh -q define --file /tmp/more.xml");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(portal.vm(vm).path("outside").asString("")).contains("3 vCPUs"));
        host.exec("virsh", "-q", "domrename", vm, "renamed-" + unique());
        portal.act(vm, "start");
        portal.awaitStatus(vm, SOON, "RUNNING");
        assertThat(host.exec("virsh", "-q", "dumpxml", vm)).contains("renamed-").doesNotContain(">3</vcpu>");
        portal.deleteAndWait(vm);
    }

    private void define(String name, String devices) {
        String xml = """
            <domain type='qemu'><name>%s</name><memory unit='MiB'>128</memory><vcpu>1</vcpu>
            <os><type arch='x86_64' machine='pc'>hvm</type></os><devices>%s</devices></domain>
            """.formatted(name, devices);
        host.exec("sh", "-c", "cat > /tmp/pet.xml <<'END'\n" + xml + "END\nvirsh -q define /tmp/pet.xml");
    }

    private JsonNode awaitListed(String name) {
        return await().atMost(SOON)
                .until(() -> listed(name), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<JsonNode> listed(String name) {
        return StreamSupport.stream(portal.api().get(domains()).body().spliterator(), false)
                .filter(d -> d.path("name").asString("").equals(name))
                .findFirst();
    }

    private String domains() {
        return "/api/v1/hosts/"
                + portal.api().get("/api/v1/hosts").body().path(0).path("id").asString() + "/domains";
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
