package dev.slipway.vm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.hypervisor.DomainSpec.NicKind;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.SshKeys;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.SshKeyId;
import dev.slipway.network.NetworkKind;
import dev.slipway.network.Networks;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.SshKeySamples;
import dev.slipway.vm.VmQuery;
import dev.slipway.vm.VmWorld;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;

/** Everything that is refused is refused at once, in words, and leaves no trace. */
@SlipwayTest
class LaunchRefusalsTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
    }

    @AfterEach
    void leave() {
        world.assertUsed(0, 0);
        assertThat(world.machine.defined()).isEmpty();
        assertThat(world.vms.list(everything(), PageRequest.of(0, 10), world.actor))
                .isEmpty();
        world.close();
    }

    @Test
    void refusesNamesThatAreNoHostNames() {
        for (var name : List.of("", "Web", "my vm", "-a", "a-", "a.b", "a".repeat(64), "wéb")) {
            refused(InvalidRequest.class, "vm-name", "", new Wish().name(name));
        }
    }

    @Test
    void refusesUserDataThatCloudInitCouldNotUse() {
        refused(InvalidRequest.class, "user-data", "#cloud-config", new Wish().userData("hello"));
        refused(InvalidRequest.class, "user-data", "YAML", new Wish().userData("#cloud-config\na: ["));
        refused(InvalidRequest.class, "user-data-too-long", "16 KiB", new Wish().userData("#!" + "x".repeat(16384)));
        var plain = world.publish(false).version();
        refused(
                InvalidRequest.class,
                "no-cloud-init",
                "ignore",
                new Wish().image(plain).userData("#!/bin/sh\n"));
    }

    @Test
    void refusesSizesThatTheImageDoesNotFitInto() {
        var little = world.size(new Resources(1, 64, 1024)).id();
        refused(InvalidRequest.class, "size-too-small", "128 MiB of memory", new Wish().size(little));
        var narrow = world.size(new Resources(1, 256, 32)).id();
        refused(InvalidRequest.class, "size-too-small", "disk of at least 64 MiB", new Wish().size(narrow));
    }

    @Test
    void knowsNothingOfWhatIsNotThereOrNotTheirs() {
        refused(NotFound.class, "not-found", "image", new Wish().image(ImageVersionId.random()));
        refused(NotFound.class, "not-found", "size", new Wish().size(SizeId.random()));
        refused(NotFound.class, "not-found", "network", new Wish().network(NetworkId.random()));
        refused(NotFound.class, "not-found", "project", new Wish().project(ProjectId.random()));
        refused(NotFound.class, "not-found", "", new Wish().keys(List.of(SshKeyId.random())));
        var others = world.bean(Networks.class)
                .register(
                        "other " + world.network.name(),
                        "",
                        NetworkKind.BRIDGE,
                        world.network.source(),
                        VmWorld.SYSTEM);
        try (var elsewhere = new VmWorld(beans)) {
            world.bean(Networks.class).restrict(others.id(), Set.of(elsewhere.project.tenant()), VmWorld.SYSTEM);
            refused(NotFound.class, "not-found", "network", new Wish().network(others.id()));
            refused(NotFound.class, "not-found", "project", new Wish().project(elsewhere.project.id()));
            var key = elsewhere.bean(SshKeys.class).add("theirs", SshKeySamples.fresh(), elsewhere.accountHolder());
            refused(NotFound.class, "not-found", "", new Wish().keys(List.of(key.id())));
        }
    }

    @Test
    void refusesMoreKeysThanAnybodyNeeds() {
        var keys = Stream.generate(SshKeyId::random).limit(21).toList();
        refused(InvalidRequest.class, "too-many-ssh-keys", "at most 20", new Wish().keys(keys));
    }

    @Test
    void refusesIdempotencyKeysThatCouldNotBeCompared() {
        for (var key : List.of("", " ", "x".repeat(101), "a\nb", "ключ")) {
            refused(InvalidRequest.class, "idempotency-key", "100", new Wish().key(key));
        }
    }

    @Test
    void refusesPastAnyLimitAndSaysWhichAndHowMuch() {
        world.limit(Dimension.VMS, 0);
        refused(QuotaExceeded.class, "quota-exceeded", "VM", new Wish());
        world.limit(Dimension.VMS, 1);
        world.limit(Dimension.RUNNING_MEMORY_MIB, 255);
        refused(QuotaExceeded.class, "quota-exceeded", "running memory", new Wish());
        var quote = world.vms.quote(world.project.id(), new SizeWish.Curated(world.size.id()), 1, world.actor);
        assertThat(quote.fits()).isFalse();
        assertThat(quote.cost().runningMemoryMib()).isEqualTo(256);
        world.limit(Dimension.RUNNING_MEMORY_MIB, 256);
        assertThat(world.vms
                        .quote(world.project.id(), new SizeWish.Curated(world.size.id()), 1, world.actor)
                        .fits())
                .isTrue();
    }

    @Test
    void refusesWhenNoHostCanTakeIt() {
        var giant = world.size(new Resources(512, 1024 * 1024, 1024)).id();
        refused(NoCapacity.class, "no-host-large-enough", "", new Wish().size(giant));
        var nowhere = world.bean(Networks.class)
                .register("nowhere " + world.network.name(), "", NetworkKind.BRIDGE, "br-none", VmWorld.SYSTEM);
        world.machine.withoutNetwork(NicKind.BRIDGE, "br-none");
        refused(NoCapacity.class, "no-host", "", new Wish().network(nowhere.id()));
    }

    @Test
    void refusesViewersInWordsAndStrangersWithNone() {
        var viewer = world.member("vi", Role.PROJECT_VIEWER);
        assertThatThrownBy(() -> world.vms.launch(new Wish().request(), viewer))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining(", member");
        assertThatThrownBy(() -> world.vms.launch(new Wish().request(), Actor.system("test")))
                .isInstanceOf(Forbidden.class);
        try (var elsewhere = new VmWorld(beans)) {
            assertThatThrownBy(() -> world.vms.launch(new Wish().request(), elsewhere.actor))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> world.vms.quote(
                            world.project.id(), new SizeWish.Curated(world.size.id()), 1, elsewhere.actor))
                    .isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> world.vms.quota(world.project.id(), elsewhere.actor))
                    .isInstanceOf(NotFound.class);
        }
    }

    private void refused(Class<? extends Problem> type, String code, String words, Wish wish) {
        var request = wish.request();
        assertThatThrownBy(() -> world.vms.launch(request, world.actor))
                .as("%s", request)
                .isInstanceOfSatisfying(type, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    @Test
    void givesBackTheKeyOfARefusedLaunch() {
        refused(InvalidRequest.class, "vm-name", "", new Wish().name("Web").key("once"));
        world.limit(Dimension.VMS, 0);
        refused(QuotaExceeded.class, "quota-exceeded", "", new Wish().key("once"));
    }

    @Test
    void refusesANameThatIsTaken() {
        var vm = world.running("web-1");
        refused(Conflict.class, "name-taken", "web-1", new Wish().name("web-1"));
        world.ended(world.deletions.forGood(vm, world.actor));
    }

    private VmQuery everything() {
        return new VmQuery(world.project.id(), Optional.empty(), Set.of());
    }

    private class Wish {
        private LaunchRequest r = world.request("web-1");

        Wish project(ProjectId project) {
            return with(
                    project, r.name(), r.image(), r.size(), r.network(), r.sshKeys(), r.userData(), r.idempotencyKey());
        }

        Wish name(String name) {
            return with(
                    r.project(), name, r.image(), r.size(), r.network(), r.sshKeys(), r.userData(), r.idempotencyKey());
        }

        Wish image(ImageVersionId image) {
            return with(
                    r.project(), r.name(), image, r.size(), r.network(), r.sshKeys(), r.userData(), r.idempotencyKey());
        }

        Wish size(SizeId size) {
            return with(
                    r.project(),
                    r.name(),
                    r.image(),
                    new SizeWish.Curated(size),
                    r.network(),
                    r.sshKeys(),
                    r.userData(),
                    r.idempotencyKey());
        }

        Wish network(NetworkId network) {
            return with(
                    r.project(), r.name(), r.image(), r.size(), network, r.sshKeys(), r.userData(), r.idempotencyKey());
        }

        Wish keys(List<SshKeyId> keys) {
            return with(
                    r.project(), r.name(), r.image(), r.size(), r.network(), keys, r.userData(), r.idempotencyKey());
        }

        Wish userData(String text) {
            return with(
                    r.project(),
                    r.name(),
                    r.image(),
                    r.size(),
                    r.network(),
                    r.sshKeys(),
                    Optional.of(text),
                    r.idempotencyKey());
        }

        Wish key(String key) {
            return with(
                    r.project(),
                    r.name(),
                    r.image(),
                    r.size(),
                    r.network(),
                    r.sshKeys(),
                    r.userData(),
                    Optional.of(key));
        }

        LaunchRequest request() {
            return r;
        }

        private Wish with(
                ProjectId project,
                String name,
                ImageVersionId image,
                SizeWish size,
                NetworkId network,
                List<SshKeyId> keys,
                Optional<String> userData,
                Optional<String> key) {
            r = new LaunchRequest(project, name, image, size, network, keys, userData, key);
            return this;
        }
    }
}
