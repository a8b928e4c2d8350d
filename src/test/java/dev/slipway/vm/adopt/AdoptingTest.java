package dev.slipway.vm.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.Drives;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Domains that somebody else has made: shown as they are, never touched, and made VMs of when an administrator says so. */
@SlipwayTest
class AdoptingTest {
    @Autowired
    ApplicationContext application;

    @Autowired
    UnknownDomains domains;

    private VmWorld world;
    private dev.slipway.kernel.UserId owner;

    @BeforeEach
    void build() {
        world = new VmWorld(application);
        owner = new People(application)
                .newMember(world.project.id(), Role.PROJECT_MEMBER)
                .user()
                .id();
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void listsADomainWithAllThatItIsMadeOf() {
        var pet = pet("Old Web");

        assertThat(pet.status()).isEqualTo(VmStatus.STOPPED);
        assertThat(pet.vcpus()).isEqualTo(2);
        assertThat(pet.memoryMib()).isEqualTo(512);
        assertThat(pet.disks()).singleElement().satisfies(disk -> {
            assertThat(disk.pool()).hasValue(world.host.pool());
            assertThat(disk.capacityMib()).isEqualTo(2048);
        });
        assertThat(pet.nics())
                .singleElement()
                .satisfies(nic -> assertThat(nic.network()).hasValue(world.network.name()));
        assertThat(pet.obstacles()).isEmpty();

        world.machine.virsh().start(pet.id().value());
        VmWorld.await().until(() -> listed(pet.id()).orElseThrow().status() == VmStatus.RUNNING);
        world.machine.virsh().destroy(pet.id().value());
        world.machine.virsh().undefine(pet.id().value());
        VmWorld.await().until(() -> listed(pet.id()).isEmpty());
    }

    @Test
    void anAdoptedDomainIsAVmLikeOthersAndPaidFor() {
        var pet = pet("pet");

        var vm = adopt(pet, "web-1");

        var view = world.view(vm);
        assertThat(view.name()).isEqualTo("web-1");
        assertThat(view.status()).isEqualTo(VmStatus.STOPPED);
        assertThat(view.image()).isEmpty();
        assertThat(view.networkName()).isEqualTo(world.network.name());
        assertThat(view.ownerName()).doesNotContain("former");
        assertThat(listed(pet.id())).isEmpty();
        assertThat(world.bean(Placements.class).explain(vm).orElseThrow().host())
                .isEqualTo(world.host.id());
        assertUsed(1, 2, 512, 2048, 0);

        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
        assertUsed(1, 2, 512, 2048, 2);
        assertThat(world.vms.openScreen(vm, world.actor).password()).isNotBlank();
        world.ended(world.vms.forceOff(vm, world.actor));
        world.ended(world.deletions.forGood(vm, world.actor));

        assertThatThrownBy(() -> world.view(vm)).isInstanceOf(NotFound.class);
        assertThat(world.machine.defined()).noneMatch(spec -> spec.vm().equals(vm));
        assertThat(world.machine.volumeNames(world.host.pool())).doesNotContain("pet.qcow2");
        assertUsed(0, 0, 0, 0, 0);
    }

    @Test
    void itsDrivesAreShownAsTheyAre() {
        var disc = new VolumeRef(world.host.pool(), "tools.iso");
        world.machine.virsh().createVolume(disc, 1);
        var spec = Pets.define(world.machine, world.host.pool(), "pet", world.network.source());
        world.machine.virsh().define(spec.with(List.of(Optional.of(disc), Optional.empty())));
        VmWorld.await().until(() -> listed(id(spec)).isPresent());
        var drives = world.bean(Drives.class);

        var vm = adopt(listed(id(spec)).orElseThrow(), "web-1");

        // What was written down of the domain may be older than its drives.
        VmWorld.await()
                .untilAsserted(() -> assertThat(
                                drives.of(vm, world.actor).stream().flatMap(drive -> drive.onHost().stream()))
                        .containsExactly(
                                new Drive.OnHost("sda", "tools.iso", false), new Drive.OnHost("sdb", "", false)));
        world.machine.virsh().start(vm.value());
        world.awaitStatus(vm, VmStatus.RUNNING);
        world.machine.virsh().changeMedia(vm.value(), 0, Optional.empty());
        VmWorld.await()
                .until(() -> drives.of(vm, world.actor)
                        .getFirst()
                        .onHost()
                        .filter(seen -> seen.file().isEmpty())
                        .isPresent());
        assertThatThrownBy(() -> drives.eject(vm, 1, world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-adopted"));
    }

    @Test
    void oneThatRunsIsPaidForAsRunning() {
        var pet = pet("pet");
        world.machine.virsh().start(pet.id().value());
        VmWorld.await().until(() -> listed(pet.id()).orElseThrow().status() == VmStatus.RUNNING);

        adopt(pet, "web-1");

        assertUsed(1, 2, 512, 2048, 2);
    }

    @Test
    void changesNothingIfItsOwnerHasNoRoomForIt() {
        var pet = pet("pet");
        world.limit(Dimension.VCPUS, 1);

        assertThat(domains.quote(wish(pet, "web-1"), VmWorld.SYSTEM).fits()).isFalse();
        assertThatThrownBy(() -> adopt(pet, "web-1")).isInstanceOf(QuotaExceeded.class);

        assertThat(listed(pet.id())).isPresent();
        assertThat(world.bean(VmStore.class).find(new VmId(pet.id().value()))).isEmpty();
        assertThat(world.bean(Placements.class).explain(new VmId(pet.id().value())))
                .isEmpty();
        assertUsed(0, 0, 0, 0, 0);
    }

    @Test
    void saysEachReasonWhyItCannotBeAdopted() {
        var bare = UUID.randomUUID();
        world.machine.virsh().defineForeign(bare, "bare");
        var elsewhere = Pets.define(world.machine, world.host.pool(), "elsewhere", "br-unknown");
        var vm = world.stopped("web-1");
        var disk = world.bean(VmHosts.class)
                .disk(world.bean(VmStore.class).find(vm).orElseThrow());
        var thief = Pets.spec(VmId.random(), "thief", 1, disk, world.network.source());
        world.machine.virsh().define(thief);

        assertThat(awaitListed(new DomainId(bare)).obstacles())
                .anyMatch(s -> s.startsWith("It has no disk"))
                .anyMatch(s -> s.startsWith("It has no network card"));
        assertThat(awaitListed(id(elsewhere)).obstacles())
                .singleElement()
                .satisfies(s -> assertThat(s).contains("br-unknown", "no network of Slipway"));
        var stolen = awaitListed(id(thief));
        assertThat(stolen.obstacles())
                .singleElement()
                .satisfies(s -> assertThat(s).contains("belongs to VM web-1"));
        assertThatThrownBy(() -> adopt(stolen, "mine"))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("belongs to VM web-1");
    }

    @Test
    void isAdoptedOnceHoweverManyTry() throws Exception {
        var pet = pet("pet");
        try (var pool = Executors.newFixedThreadPool(4)) {
            var tries = pool.invokeAll(IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            adopt(pet, "web-" + i);
                            return true;
                        } catch (NotFound | Conflict e) {
                            return false;
                        }
                    })
                    .toList());
            int adopted = 0;
            for (var each : tries) {
                adopted += each.get() ? 1 : 0;
            }
            assertThat(adopted).isEqualTo(1);
        }
        assertUsed(1, 2, 512, 2048, 0);
    }

    @Test
    void staysIgnoredUntilItIsAskedAboutAgain() {
        var pet = pet("pet");
        domains.ignore(world.host.id(), pet.id(), VmWorld.SYSTEM);
        assertThat(listed(pet.id()).orElseThrow().ignored()).isTrue();
        var spec = world.machine.defined().stream()
                .filter(s -> id(s).equals(pet.id()))
                .findFirst()
                .orElseThrow();

        world.machine.virsh().undefine(pet.id().value());
        VmWorld.await().until(() -> listed(pet.id()).isEmpty());
        world.machine.virsh().define(spec);

        assertThat(awaitListed(pet.id()).ignored()).isTrue();
        domains.heed(world.host.id(), pet.id(), VmWorld.SYSTEM);
        assertThat(listed(pet.id()).orElseThrow().ignored()).isFalse();
    }

    @Test
    void bringsBackAnAdoptedVmAsItWas() {
        var vm = adopt(pet("pet"), "web-1");
        world.machine.virsh().undefine(vm.value());
        world.awaitStatus(vm, VmStatus.MISSING);

        assertThat(world.ended(world.vms.restore(vm, world.actor)).state()).isEqualTo(OperationState.DONE);

        assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(world.machine.defined())
                .filteredOn(spec -> spec.vm().equals(vm))
                .singleElement()
                .satisfies(spec -> assertThat(spec.name()).isEqualTo("pet"));
    }

    @Test
    void doesNotStartAnAdoptedVmThatWasMadeLargerOnItsHost() {
        var vm = adopt(pet("pet"), "web-1");
        var spec = world.machine.defined().stream()
                .filter(s -> s.vm().equals(vm))
                .findFirst()
                .orElseThrow();
        world.machine.virsh().define(Pets.spec(vm, "pet", 8, spec.disk(), world.network.source()));
        VmWorld.await().until(() -> world.view(vm).outside().isPresent());

        var start = world.ended(world.vms.start(vm, world.actor));

        assertThat(start.state()).isNotEqualTo(OperationState.DONE);
        assertThat(world.view(vm).outside())
                .hasValueSatisfying(s -> assertThat(s).contains("8 vCPUs", "2 vCPUs", "Quota counts what is here"));
        assertUsed(1, 2, 512, 2048, 0);
    }

    private UnknownDomain pet(String name) {
        return awaitListed(
                id(Pets.define(world.machine, world.host.pool(), name.replace(' ', '-'), world.network.source())));
    }

    private static DomainId id(DomainSpec spec) {
        return new DomainId(spec.vm().value());
    }

    private UnknownDomain awaitListed(DomainId id) {
        return VmWorld.await().until(() -> listed(id), Optional::isPresent).orElseThrow();
    }

    private Optional<UnknownDomain> listed(DomainId id) {
        return domains.list(world.host.id(), VmWorld.SYSTEM).stream()
                .filter(d -> d.id().equals(id))
                .findFirst();
    }

    private VmId adopt(UnknownDomain pet, String name) {
        return domains.adopt(wish(pet, name), VmWorld.SYSTEM);
    }

    private Adoption wish(UnknownDomain pet, String name) {
        return new Adoption(world.host.id(), pet.id(), world.project.id(), Optional.of(owner), name);
    }

    private void assertUsed(long vms, long vcpus, long memoryMib, long diskMib, long running) {
        assertThat(List.of(
                        world.used().get(Dimension.VMS),
                        world.used().get(Dimension.VCPUS),
                        world.used().get(Dimension.MEMORY_MIB),
                        world.used().get(Dimension.DISK_MIB),
                        world.used().get(Dimension.RUNNING_VCPUS)))
                .containsExactly(vms, vcpus, memoryMib, diskMib, running);
    }
}
