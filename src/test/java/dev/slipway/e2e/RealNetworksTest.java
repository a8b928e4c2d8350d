package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.host.HostDraft;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.NetworkView;
import dev.slipway.network.Networks;
import dev.slipway.network.PoolDraft;
import dev.slipway.placement.Placements;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.People;
import dev.slipway.testing.Portal;
import dev.slipway.testing.RealHostTest;
import dev.slipway.testing.RealParts;
import dev.slipway.testing.TestHost;
import dev.slipway.testing.TestLab;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Networks as guests meet them: addresses that they are given, and what they may not send. */
@RealHostTest
class RealNetworksTest {
    private static final Actor ADMIN = Actor.system("test");
    private static final Duration GUEST_BOOTS = Duration.ofSeconds(150);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final TestHost host = RealParts.get().host();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(A_WHILE).build();
    // After the one that other tests launch on.
    private final String name = "zz-" + UUID.randomUUID().toString().substring(0, 8);
    private Portal portal;

    @BeforeEach
    void signIn() {
        portal = new Portal(new ApiClient(
                port, Optional.of(new People(application).named("admin").token())));
    }

    /** Two guests that do the same: one is held to its address, of the other everything is heard. */
    @Test
    void aGuestIsNotHeardUnderAnAddressThatIsNotItsOwn() {
        var subnet = host.fact("address").replaceAll("\\.1/24$", "");
        var held = network(NetworkDraft.of(name, "", NetworkKind.LIBVIRT_NETWORK, host.fact("network")));
        var free = network(new NetworkDraft(
                name + " free",
                "",
                NetworkKind.LIBVIRT_NETWORK,
                host.fact("network"),
                Optional.empty(),
                Optional.empty(),
                false));
        pools().add(held.id(), new PoolDraft(subnet + ".0/24", Optional.of(subnet + ".1"), "", subnet + ".251"), ADMIN);
        String one = launch("held", held, takes(subnet + ".252") + changesItsCard("52:54:00:fe:00:01"));
        String other = launch("free", free, takes(subnet + ".253") + changesItsCard("52:54:00:fe:00:02"));

        assertThat(portal.vm(one).path("reservedAddresses").path(0).asString()).isEqualTo(subnet + ".251");
        await("its own page").atMost(GUEST_BOOTS).until(() -> answers(subnet + ".251"));
        // What one may and the other may not.
        await("the other's second address").atMost(GUEST_BOOTS).until(() -> answers(subnet + ".253"));
        assertThat(answers(subnet + ".252")).isFalse();
        assertThat(host.exec("ip", "neighbour", "show", subnet + ".252")).doesNotContain("lladdr");

        // Both have another card when they are told.
        assertThat(get(subnet + ".251", "/status.json")).contains("\"mac\":\"52:54:00");
        await("another card of the free one").atMost(GUEST_BOOTS).until(() -> {
            answers(subnet + ".253");
            return host.exec("ip", "neighbour", "show", subnet + ".253").contains("52:54:00:fe:00:02");
        });
        await("silence of the held one").atMost(GUEST_BOOTS).until(() -> !answers(subnet + ".251"));
        assertThat(portal.status(one)).isEqualTo("RUNNING");
        assertThat(host.exec("ip", "neighbour", "show", "dev", host.fact("bridge")))
                .doesNotContain("52:54:00:fe:00:01");

        portal.deleteAndWait(one);
        portal.deleteAndWait(other);
        networks().delete(held.id(), ADMIN);
        networks().delete(free.id(), ADMIN);
    }

    @Test
    void makesANatNetworkThatGivesAnAddressAndIsGoneAfterwards() {
        var nat = network(new NetworkDraft(
                name, "", NetworkKind.NAT, "", Optional.empty(), Optional.of("192.168.213.0/24"), true));
        String vm = launch("nat", nat, "#!/bin/sh\n");

        String address = await("an address")
                .atMost(GUEST_BOOTS)
                .until(() -> portal.vm(vm).path("addresses").path(0).asString(""), a -> !a.isEmpty());
        assertThat(address).startsWith("192.168.213.");
        await("its page")
                .atMost(GUEST_BOOTS)
                .untilAsserted(() -> assertThat(get(address, "/status.json")).contains(vm));
        assertThat(host.exec("virsh", "-q", "net-list", "--autostart", "--name"))
                .contains(nat.source());

        portal.deleteAndWait(vm);
        networks().delete(nat.id(), ADMIN);
        await("its end")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        !host.exec("virsh", "-q", "net-list", "--all", "--name").contains(nat.source()));
        assertThat(host.exec("virsh", "-q", "net-list", "--name")).contains(host.fact("network"));
    }

    @Test
    void guestsOnTwoHostsReachEachOtherAtAddressesOfAPool() {
        try (var lab = TestLab.start(2)) {
            List<HostId> hosts = List.of(register(lab, 1), register(lab, 2));
            try {
                reachEachOther(lab);
            } finally {
                hosts.forEach(id -> application.getBean(Hosts.class).setEnabled(id, false, ADMIN));
            }
        }
    }

    private void reachEachOther(TestLab lab) {
        var joined = network(NetworkDraft.of(name, "", NetworkKind.BRIDGE, lab.fact("bridge")));
        await("both hosts")
                .atMost(Duration.ofSeconds(60))
                .until(() -> networks().offers(joined.id(), ADMIN).stream()
                                .filter(offer -> offer.offers() && offer.name().startsWith(name))
                                .count()
                        == 2);
        pools().add(
                        joined.id(),
                        new PoolDraft("10.78.0.0/24", Optional.of("10.78.0.1"), "", "10.78.0.20-10.78.0.29"),
                        ADMIN);
        String one = launch("one", joined, "#!/bin/sh\n");
        String first = portal.vm(one).path("reservedAddresses").path(0).asString();
        // The image is there already, which else counts for more than room.
        application.getBean(Hosts.class).setEnabled(hostOf(one), false, ADMIN);
        String two = launch("two", joined, """
                #!/bin/sh
                until wget -q -O /www/peer http://%s/status.json; do sleep 1; done
                """.formatted(first));
        String second = portal.vm(two).path("reservedAddresses").path(0).asString();
        assertThat(first).startsWith("10.78.0.2");
        assertThat(second).startsWith("10.78.0.2").isNotEqualTo(first);
        assertThat(hostOf(one)).isNotEqualTo(hostOf(two));

        await("what one guest says to the other")
                .atMost(GUEST_BOOTS)
                .pollInterval(A_WHILE)
                .until(() -> lab.exec(
                                "switch",
                                "bash",
                                "-c",
                                "timeout 5 curl -s --max-time 4 http://" + second + "/peer || true")
                        .contains(one));
        assertThat(pools().addresses(joined.id(), ADMIN)).hasSize(2);

        portal.deleteAndWait(two);
        portal.deleteAndWait(one);
        assertThat(pools().addresses(joined.id(), ADMIN)).isEmpty();
        networks().delete(joined.id(), ADMIN);
    }

    private HostId register(TestLab lab, int number) {
        var draft = HostDraft.of(name + "-" + number, lab.uri(number), lab.fact("pool"), Optional.of("EMULATED"));
        return KnownHosts.register(application::getBean, draft).id();
    }

    private HostId hostOf(String vm) {
        return application
                .getBean(Placements.class)
                .explain(VmId.parse(vm))
                .orElseThrow()
                .host();
    }

    private NetworkView network(NetworkDraft draft) {
        portal.launchBody("ready");
        var network = networks().create(draft, ADMIN);
        if (draft.kind() != NetworkKind.BRIDGE) {
            await("a host that offers it")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> networks().offers(network.id(), ADMIN).stream().anyMatch(offer -> offer.offers()));
        }
        return network;
    }

    private String launch(String what, NetworkView network, String script) {
        Map<String, Object> body = new HashMap<>(portal.launchBody(what + "-" + name));
        body.put("network", network.id().toString());
        body.put("userData", script);
        String vm = portal.launch(body);
        portal.awaitStatus(vm, Duration.ofSeconds(90), "RUNNING");
        return vm;
    }

    private static String takes(String address) {
        return "#!/bin/sh\nip addr add " + address + "/24 dev eth0\n";
    }

    private static String changesItsCard(String mac) {
        return """
                (sleep 30; ip link set eth0 down; ip link set eth0 address %s; ip link set eth0 up) >/dev/null 2>&1 &
                """.formatted(mac);
    }

    private boolean answers(String address) {
        try {
            return !get(address, "/").isEmpty();
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private String get(String address, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                    .timeout(A_WHILE)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Networks networks() {
        return application.getBean(Networks.class);
    }

    private AddressPools pools() {
        return application.getBean(AddressPools.class);
    }
}
