package dev.slipway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.HostDraft;
import dev.slipway.host.HostNetworks;
import dev.slipway.host.HostState;
import dev.slipway.host.Hosts;
import dev.slipway.host.KnownHosts;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.OwnNetwork;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.testing.EstateNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks as administrators make, change and remove them, and what comes of it on hosts. */
class NetworkEditingTest {
    private static final Actor ADMIN = Actor.system("test");

    @TempDir
    static Path state;

    private static EstateNode node;

    private final String tag = UUID.randomUUID().toString().substring(0, 6);

    @BeforeAll
    static void start() {
        node = EstateNode.start(EstateNode.schema(), state);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void changesAndDeletes() {
        var made = networks().create(draft(NetworkKind.BRIDGE, "br7", null, null), ADMIN);
        assertThat(made.filtered()).isTrue();
        assertThatThrownBy(() -> networks().create(draft(NetworkKind.BRIDGE, "br8", null, null), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("network-name-taken"));

        var changed = networks()
                .change(
                        made.id(),
                        new NetworkDraft(
                                "other " + tag,
                                "Now tagged",
                                NetworkKind.BRIDGE,
                                "br7",
                                Optional.of(42),
                                Optional.empty(),
                                false),
                        ADMIN);
        assertThat(changed.onHosts().name()).isEqualTo("br7v42");
        assertThat(networks().get(made.id(), ADMIN)).isEqualTo(changed);

        networks().delete(made.id(), ADMIN);
        assertThatThrownBy(() -> networks().get(made.id(), ADMIN)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({
        "BRIDGE, br0, 0, , vlan",
        "BRIDGE, br0, 4095, , vlan",
        "BRIDGE, a-long-bridge, 42, , vlan",
        "LIBVIRT_NETWORK, lab, 42, , vlan",
        "NAT, '', 42, 192.168.7.0/24, vlan",
        "BRIDGE, br0, , 192.168.7.0/24, subnet",
        "NAT, '', , , subnet",
        "NAT, '', , 192.168.7.0/29, subnet",
        "ISOLATED, '', , fd00::/64, subnet",
        "ISOLATED, br0, , 192.168.7.0/24, source"
    })
    void refusesWhatHostsCannotBe(NetworkKind kind, String source, Integer vlan, String subnet, String field) {
        assertThatThrownBy(() -> draft(kind, source, vlan, subnet))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void refusesPoolsThatOverlapOnTheSameBridge() {
        var one = networks().create(draft(NetworkKind.BRIDGE, "br" + tag, null, null), ADMIN);
        var neighbour =
                networks().create(NetworkDraft.of("neighbour " + tag, "", NetworkKind.BRIDGE, "br" + tag), ADMIN);
        var elsewhere = networks()
                .create(
                        new NetworkDraft(
                                "elsewhere " + tag,
                                "",
                                NetworkKind.BRIDGE,
                                "br" + tag,
                                Optional.of(7),
                                Optional.empty(),
                                true),
                        ADMIN);
        var pool = pools().add(one.id(), pool("192.0.2.0/25"), ADMIN);

        for (var network : new NetworkView[] {one, neighbour}) {
            assertThatThrownBy(() -> pools().add(network.id(), pool("192.0.2.0/24"), ADMIN))
                    .isInstanceOfSatisfying(Conflict.class, e -> {
                        assertThat(e.code()).isEqualTo("pools-overlap");
                        assertThat(e.sentence()).contains("192.0.2.0/25", one.name());
                    });
        }
        pools().add(elsewhere.id(), pool("192.0.2.0/24"), ADMIN);
        pools().add(neighbour.id(), pool("192.0.2.128/25"), ADMIN);
        assertThat(pools().list(one.id(), ADMIN).getFirst().usage()).isEqualTo("0 of 126 used");

        assertThatThrownBy(() ->
                        networks().change(one.id(), NetworkDraft.of(one.name(), "", NetworkKind.BRIDGE, "br8"), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("network-has-pools"));
        var changed = pools().change(
                        pool.id(),
                        new PoolDraft("192.0.2.0/25", Optional.of("192.0.2.1"), "9.9.9.9", "192.0.2.9-192.0.2.10"),
                        ADMIN);
        assertThat(changed.usage()).isEqualTo("0 of 2 used");
        assertThatThrownBy(() -> pools().change(pool.id(), pool("192.0.2.0/26"), ADMIN))
                .isInstanceOf(InvalidRequest.class);
        pools().remove(pool.id(), ADMIN);
        assertThat(pools().list(one.id(), ADMIN)).isEmpty();
        networks().delete(elsewhere.id(), ADMIN);
    }

    @Test
    void fillsInWhatIsKnownOfItsOwnNetworks() {
        var nat = networks().create(draft(NetworkKind.NAT, "", null, "192.168.77.0/24"), ADMIN);

        var pool = pools().add(nat.id(), new PoolDraft("192.168.77.0/24", Optional.empty(), "", ""), ADMIN);

        assertThat(pool.gateway()).contains("192.168.77.1");
        assertThat(pool.dns()).containsExactly("192.168.77.1");
        assertThat(pool.ranges()).isEqualTo("192.168.77.2-192.168.77.127");
        pools().remove(pool.id(), ADMIN);
        assertThatThrownBy(() -> pools().add(
                                nat.id(),
                                new PoolDraft("192.168.77.0/24", Optional.empty(), "", "192.168.77.100-192.168.77.140"),
                                ADMIN))
                .isInstanceOfSatisfying(
                        InvalidRequest.class, e -> assertThat(e.sentence()).contains("from 192.168.77.128 on DHCP"));
        networks().delete(nat.id(), ADMIN);
    }

    @Test
    void makesItsOwnNetworksOnHostsAndRemovesThem() {
        var early = host("early-" + tag);
        var nat = networks().create(draft(NetworkKind.NAT, "", null, "192.168.78.0/24"), ADMIN);
        await().until(() -> early.madeNetworks().stream()
                .anyMatch(made -> made.id().equals(nat.id().value())));
        var late = host("late-" + tag);
        await().until(() -> offers(nat, "early-" + tag) && offers(nat, "late-" + tag));

        assertThat(early.madeNetworks())
                .filteredOn(made -> made.id().equals(nat.id().value()))
                .containsExactly(new OwnNetwork(
                        nat.id().value(),
                        "sw-" + nat.id().toString().substring(0, 8),
                        true,
                        "192.168.78.1",
                        24,
                        "192.168.78.128",
                        "192.168.78.254"));
        assertThatThrownBy(() ->
                        networks().change(nat.id(), NetworkDraft.of(nat.name(), "", NetworkKind.BRIDGE, "br0"), ADMIN))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("network-made"));

        late.goDown();
        await().until(() -> view("late-" + tag).state() == HostState.UNREACHABLE);
        networks().delete(nat.id(), ADMIN);
        await().until(() -> early.madeNetworks().stream()
                .noneMatch(made -> made.id().equals(nat.id().value())));
        assertThat(late.madeNetworks())
                .anyMatch(made -> made.id().equals(nat.id().value()));
        late.recover();
        await().until(() -> late.madeNetworks().stream()
                .noneMatch(made -> made.id().equals(nat.id().value())));
    }

    @Test
    void saysWhyAHostDoesNotMakeItAndGoesOnTrying() {
        var machine = host("bad-" + tag);
        machine.fail(SimulatedCall.ENSURE_NETWORK, Fault.answers(Kind.REFUSED).always());
        var isolated = networks().create(draft(NetworkKind.ISOLATED, "", null, "192.168.79.0/24"), ADMIN);

        await().until(() -> networks().offers(isolated.id(), ADMIN).stream()
                .anyMatch(offer -> offer.name().equals("bad-" + tag)
                        && !offer.offers()
                        && offer.words().startsWith("The host does not make it; it is tried again.")));

        machine.recover();
        await().until(() -> offers(isolated, "bad-" + tag));
        networks().delete(isolated.id(), ADMIN);
    }

    @Test
    void tellsWhichHostsOfferItAndWhatOthersLack() {
        host("has-" + tag).withNetwork(NicKind.BRIDGE, "br" + tag);
        host("lacks-" + tag);
        host("open-" + tag).withNetwork(NicKind.BRIDGE, "br" + tag).withFilters(false);
        var network = networks().create(draft(NetworkKind.BRIDGE, "br" + tag, null, null), ADMIN);
        for (var name : new String[] {"has-", "open-"}) {
            node.get(Hosts.class).lookAgain(view(name + tag).id(), ADMIN);
        }

        await().untilAsserted(() -> assertThat(networks().offers(network.id(), ADMIN))
                .filteredOn(offer -> offer.name().endsWith(tag))
                .extracting(HostOffer::name, HostOffer::offers)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("has-" + tag, true),
                        org.assertj.core.groups.Tuple.tuple("lacks-" + tag, false),
                        org.assertj.core.groups.Tuple.tuple("open-" + tag, true)));
        assertThat(node.get(HostNetworks.class)
                        .of(view("has-" + tag).id(), ADMIN)
                        .networks())
                .anyMatch(seen -> seen.isBridge() && seen.name().equals("br" + tag) && seen.ready());
        assertThat(node.get(HostNetworks.class)
                        .of(view("has-" + tag).id(), ADMIN)
                        .interfaces())
                .containsExactly("eth0", "eth1");
    }

    @Test
    void drawsHardwareAddressesOfItsRangeThatNobodyWasSeenWith() {
        var machine = host("macs-" + tag);
        var macs = new MacAddresses(new NetworkProperties("02:AB:CD:EF:01"), mac -> !mac.endsWith("7"));
        assertThat(macs.draw()).matches("02:ab:cd:ef:01:[0-9a-f]7");
        assertThatThrownBy(() -> new MacAddresses(new NetworkProperties("02:ab:cd:ef:01"), mac -> true).draw())
                .hasMessageContaining("mac-prefix");
        for (var bad : new String[] {"00:16:3e", "53:54:00", "fe:54:00", "52:54", "52:54:00:01:02:03", "52-54-00"}) {
            assertThatThrownBy(() -> new NetworkProperties(bad)).isInstanceOf(IllegalArgumentException.class);
        }

        machine.withForeignMac("52:54:00:01:02:03");
        node.get(Hosts.class).lookAgain(view("macs-" + tag).id(), ADMIN);
        var seen = node.get(dev.slipway.host.SeenMacs.class);
        await().until(() -> seen.isSeen("52:54:00:01:02:03"));
        assertThat(seen.isSeen("52:54:00:01:02:04")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void guidesToABridgeByDistribution(Distribution distribution) {
        var guides = node.get(BridgeGuides.class);
        var plain = guides.steps(new BridgeWish(distribution, "enp3s0", "br0", Optional.empty()), ADMIN);
        var tagged = guides.steps(new BridgeWish(distribution, "enp3s0", "br0", Optional.of(42)), ADMIN);

        assertThat(plain.toString()).contains("br0", "enp3s0").doesNotContain("br0v", "null", "%");
        assertThat(tagged.toString()).contains("br0v42", "enp3s0.42").doesNotContain("null", "%");
        assertThatThrownBy(() -> new BridgeWish(distribution, "eth0; rm -rf /", "br0", Optional.empty()))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> new BridgeWish(distribution, "enp0s31f6abcd", "br0", Optional.of(100)))
                .isInstanceOf(InvalidRequest.class);
    }

    private NetworkDraft draft(NetworkKind kind, String source, Integer vlan, String subnet) {
        return new NetworkDraft(
                "net " + tag, "", kind, source, Optional.ofNullable(vlan), Optional.ofNullable(subnet), true);
    }

    private static PoolDraft pool(String cidr) {
        return new PoolDraft(cidr, Optional.empty(), "", "");
    }

    private static boolean offers(NetworkView network, String host) {
        return networks().offers(network.id(), ADMIN).stream()
                .anyMatch(offer -> offer.name().equals(host) && offer.offers());
    }

    private static SimulatedHost host(String name) {
        var machine = node.machine(name);
        KnownHosts.register(node::get, HostDraft.of(name, "simulated:" + name, "/pool", Optional.empty()));
        await().until(() -> view(name).filtersGuests().isPresent());
        return machine;
    }

    private static dev.slipway.host.HostView view(String name) {
        return node.get(Hosts.class).all().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Networks networks() {
        return node.get(Networks.class);
    }

    private static AddressPools pools() {
        return node.get(AddressPools.class);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(30));
    }
}
