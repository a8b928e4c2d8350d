package dev.slipway.vm.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.DomainSpec.Filter;
import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.network.AddressPools;
import dev.slipway.network.NetworkAddresses;
import dev.slipway.network.NetworkDraft;
import dev.slipway.network.NetworkInUse;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.network.PoolDraft;
import dev.slipway.network.PoolView;
import dev.slipway.operation.OperationState;
import dev.slipway.tenant.Tenants;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.seed.IsoReader;
import dev.slipway.vm.seed.NetworkConfig;
import dev.slipway.vm.seed.Seed;
import dev.slipway.vm.seed.SeedIso;
import dev.slipway.vm.seed.VendorDataRow;
import dev.slipway.vm.state.VmStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Addresses out of pools, from the launch that takes one to the end of the VM; and what guests are held to. */
@SlipwayTest
class AddressesTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void givesAnAddressAndTellsTheGuestByItsCard() {
        pool("192.0.2.0/24", "192.0.2.1", "9.9.9.9 1.1.1.1", "192.0.2.77");
        pool("fd00:7::/64", "fd00:7::1", "", "fd00:7::77");

        var vm = world.running("web-1");

        var view = world.view(vm);
        assertThat(view.reservedAddresses()).containsExactly("192.0.2.77", "fd00:7::77");
        var config =
                NetworkConfig.of(view.mac(), world.bean(NetworkAddresses.class).of(vm));
        assertThat(config.orElseThrow()).isEqualTo("""
                version: 2
                ethernets:
                  nic0:
                    match:
                      macaddress: "%s"
                    dhcp4: false
                    addresses:
                      - "192.0.2.77/24"
                      - "fd00:7::77/64"
                    routes:
                      - to: "0.0.0.0/0"
                        via: 192.0.2.1
                      - to: "::/0"
                        via: "fd00:7::1"
                    nameservers:
                      addresses: ["9.9.9.9", "1.1.1.1"]
                """.formatted(view.mac()));
        var seed = Seed.of(
                world.bean(VmStore.class).find(vm).orElseThrow(),
                List.of(),
                Optional.empty(),
                world.bean(VendorDataRow.class).read(),
                config);
        var iso = world.bean(SeedIso.class).write(seed);
        assertThat(IsoReader.read(iso).files()).containsEntry("network-config", config.get());
        assertThat(world.machine
                        .uploaded(new VolumeRef(world.host.pool(), "vm-" + vm + "-seed.iso"))
                        .orElseThrow()
                        .bytes())
                .isEqualTo(iso.length);
        assertThat(world.machine.defined().getFirst().nics().getFirst().filter())
                .contains(new Filter(List.of("192.0.2.77", "fd00:7::77")));
        assertThat(world.bean(AddressPools.class).addresses(world.network.id(), VmWorld.SYSTEM))
                .hasSize(2)
                .allSatisfy(used -> assertThat(used.vm().orElseThrow().vm()).isEqualTo(vm));

        var counts = world.bean(AddressesInUse.class);
        assertThat(counts.of(world.project.id(), world.member("mia", Role.PROJECT_MEMBER)))
                .containsExactly(new AddressCount(world.network.id(), world.network.name(), 2, 2));

        world.ended(world.deletions.forGood(vm, world.actor));
        assertThat(used()).isZero();
        assertThat(counts.of(world.project.id(), world.actor)).isEmpty();
    }

    @Test
    void leavesItToDhcpWithoutAPool() {
        var vm = world.running("web-1");

        assertThat(world.view(vm).reservedAddresses()).isEmpty();
        assertThat(world.machine.defined().getFirst().nics().getFirst().filter())
                .contains(Filter.MAC_ONLY);
    }

    @Test
    void givesEachAddressOnceHoweverManyWantOneAndSaysWhenNoneIsLeft() throws Exception {
        pool("192.0.2.0/24", null, "", "192.0.2.10-192.0.2.12, 192.0.2.20-192.0.2.22");
        Set<String> given = new HashSet<>();
        int refused = 0;
        try (var threads = Executors.newFixedThreadPool(9)) {
            var launches = threads.invokeAll(IntStream.range(0, 9)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        try {
                            return world.launch("web-" + i);
                        } catch (NoCapacity e) {
                            return e;
                        }
                    })
                    .toList());
            for (var launch : launches) {
                if (launch.get() instanceof Launched launched) {
                    world.ended(launched.operation());
                    assertThat(given.addAll(world.view(launched.vm()).reservedAddresses()))
                            .isTrue();
                } else {
                    refused++;
                    assertThat(launch.get()).isInstanceOfSatisfying(NoCapacity.class, e -> {
                        assertThat(e.code()).isEqualTo("addresses-exhausted");
                        assertThat(e.sentence()).contains("all 6 are in use", world.network.name(), "Delete a VM");
                    });
                }
            }
        }
        assertThat(given).hasSize(6);
        assertThat(refused).isEqualTo(3);
        assertThat(only().usage()).isEqualTo("6 of 6 used");
        world.assertUsed(6, 6);
    }

    @Test
    void takesItBackAfterAFailedLaunch() {
        var pool = pool("192.0.2.0/24", null, "", "192.0.2.10");
        world.machine.fail(SimulatedCall.DEFINE, Fault.answers(Kind.REFUSED).always());

        var failed = world.launch("web-1");
        assertThat(world.ended(failed.operation()).state()).isEqualTo(OperationState.UNDONE);

        assertThat(used()).isZero();
        assertThat(world.view(failed.vm()).reservedAddresses()).isEmpty();
        world.machine.recover();
        var vm = world.running("web-1");
        assertThat(world.view(vm).reservedAddresses()).containsExactly("192.0.2.10");
        assertThatThrownBy(() -> world.bean(AddressPools.class).remove(pool.id(), VmWorld.SYSTEM))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.sentence()).contains("VMs have 1 address of 192.0.2.0/24"));
        assertThatThrownBy(() -> world.bean(AddressPools.class)
                        .change(
                                pool.id(),
                                new PoolDraft("192.0.2.0/24", Optional.empty(), "", "192.0.2.11-192.0.2.20"),
                                VmWorld.SYSTEM))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        e -> assertThat(e.sentence()).contains("1 address that VMs have", "192.0.2.10"));
    }

    @Test
    void keepsItsAddressWhenAnotherHostIsTried() {
        pool("192.0.2.0/24", null, "", "192.0.2.10");
        var other = world.smallerHost();
        world.machine.fail(SimulatedCall.START, Fault.answers(Kind.REFUSED).always());

        var vm = world.running("web-1");

        assertThat(world.view(vm).reservedAddresses()).containsExactly("192.0.2.10");
        assertThat(other.defined().getFirst().nics().getFirst().filter()).contains(new Filter(List.of("192.0.2.10")));
    }

    @Test
    void isHeldToItsAddressUnlessTheNetworkSaysOtherwise() {
        var vm = world.stopped("web-1");
        change(world.network.name(), world.network.source(), false);

        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);

        assertThat(world.machine.defined().getFirst().nics().getFirst().filter())
                .isEmpty();
    }

    @Test
    void isNotPlacedWhereGuestsCannotBeHeldToTheirAddresses() {
        world.machine.withFilters(false);
        // Met anew, as after a restart.
        world.machine.goDown();
        VmWorld.await()
                .until(() -> !world.bean(Hosts.class)
                        .get(world.host.id(), VmWorld.SYSTEM)
                        .state()
                        .name()
                        .equals("ENABLED"));
        world.bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("update host set filters_guests = false where id = ?")
                .param(world.host.id().value())
                .update();
        world.machine.recover();
        VmWorld.await()
                .until(() -> world.bean(Hosts.class)
                        .get(world.host.id(), VmWorld.SYSTEM)
                        .state()
                        .name()
                        .equals("ENABLED"));

        assertThatThrownBy(() -> world.launch("web-1"))
                .isInstanceOfSatisfying(
                        NoCapacity.class, e -> assertThat(e.sentence()).contains("hold guests to their own addresses"));

        change(world.network.name(), world.network.source(), false);
        world.running("web-1");
    }

    @Test
    void staysWhatItIsWhileVmsAreOnIt() {
        var vm = world.running("web-1");
        var networks = world.bean(Networks.class);
        var admin = VmWorld.SYSTEM;

        assertThatThrownBy(() -> networks.delete(world.network.id(), admin))
                .isInstanceOfSatisfying(NetworkInUse.class, e -> {
                    assertThat(e.sentence()).startsWith("A VM uses network " + world.network.name() + ": web-1 (");
                    assertThat(e.facts()).containsEntry("count", 1);
                });
        assertThatThrownBy(() -> change(world.network.name(), "br9", true)).isInstanceOf(NetworkInUse.class);
        assertThat(networks.users(world.network.id(), admin))
                .extracting(user -> user.vm())
                .containsExactly(vm);

        change("renamed " + world.network.name(), world.network.source(), true);
        assertThat(world.view(vm).networkName()).isEqualTo("renamed " + world.network.name());

        world.ended(world.deletions.forGood(vm, world.actor));
        networks.delete(world.network.id(), admin);
        assertThatThrownBy(() -> world.launch("web-2")).isInstanceOf(NotFound.class);
    }

    @Test
    void isNotThereForTenantsThatMayNotUseIt() {
        var networks = world.bean(Networks.class);
        var other = world.bean(Tenants.class).createTenant("Other " + world.network.name(), VmWorld.SYSTEM);
        networks.restrict(world.network.id(), Set.of(other.tenant()), VmWorld.SYSTEM);

        assertThat(networks.usable(world.project.scope(), world.actor))
                .noneMatch(network -> network.id().equals(world.network.id()));
        assertThatThrownBy(() -> world.launch("web-1"))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("network");
        assertThat(networks.tenants(world.network.id(), VmWorld.SYSTEM)).containsExactly(other.tenant());
        assertThatThrownBy(() -> networks.tenants(world.network.id(), world.member("eve", Role.PROJECT_MANAGER)))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void plugsIntoTheBridgeThatCarriesTheVlan() {
        world.machine.withNetwork(NicKind.BRIDGE, world.network.source() + "v42");
        var name = world.network.name() + " 42";
        var tagged = world.bean(Networks.class)
                .create(
                        new NetworkDraft(
                                name,
                                "",
                                NetworkKind.BRIDGE,
                                world.network.source(),
                                Optional.of(42),
                                Optional.empty(),
                                true),
                        VmWorld.SYSTEM);
        world.bean(Hosts.class).lookAgain(world.host.id(), VmWorld.SYSTEM);
        VmWorld.await()
                .until(() -> world.bean(Networks.class).offers(tagged.id(), VmWorld.SYSTEM).stream()
                        .anyMatch(offer -> offer.host().equals(world.host.id()) && offer.offers()));
        var r = world.request("web-1");

        var launched = world.vms.launch(
                new LaunchRequest(
                        r.project(),
                        r.name(),
                        r.image(),
                        r.size(),
                        tagged.id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.actor);

        assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
        assertThat(world.machine.defined().getFirst().nics().getFirst().source())
                .isEqualTo(world.network.source() + "v42");
    }

    private void change(String name, String source, boolean filtered) {
        world.bean(Networks.class)
                .change(
                        world.network.id(),
                        new NetworkDraft(
                                name, "", NetworkKind.BRIDGE, source, Optional.empty(), Optional.empty(), filtered),
                        VmWorld.SYSTEM);
    }

    private PoolView pool(String cidr, String gateway, String dns, String ranges) {
        return world.bean(AddressPools.class)
                .add(
                        world.network.id(),
                        new PoolDraft(cidr, Optional.ofNullable(gateway), dns, ranges),
                        VmWorld.SYSTEM);
    }

    private PoolView only() {
        return world.bean(AddressPools.class)
                .list(world.network.id(), VmWorld.SYSTEM)
                .getFirst();
    }

    private long used() {
        return world.bean(AddressPools.class).list(world.network.id(), VmWorld.SYSTEM).stream()
                .mapToLong(PoolView::used)
                .sum();
    }
}
