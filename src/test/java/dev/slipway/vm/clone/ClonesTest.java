package dev.slipway.vm.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.host.Hosts;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFacts;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.VmView;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.Launched;
import dev.slipway.vm.launch.Numbering;
import dev.slipway.vm.rebuild.Rebuilds;
import dev.slipway.vm.tag.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** VMs that are made of another one. */
@SlipwayTest
class ClonesTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Clones clones;

    @BeforeEach
    void open() {
        world = new VmWorld(beans);
        clones = world.bean(Clones.class);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aCloneHasTheDiskAndAnIdentityOfItsOwn() {
        var model = world.stopped("model");
        world.machine.virsh().writeTo(disk(model));
        var written = world.machine.written(disk(model));

        var clone = made(model, "twin", 1, true).getFirst();

        var source = world.view(model);
        var view = world.view(clone);
        assertThat(view.name()).isEqualTo("twin");
        assertThat(view.status()).isEqualTo(VmStatus.RUNNING);
        assertThat(view.resources()).isEqualTo(source.resources());
        assertThat(view.imageVersion()).isEqualTo(source.imageVersion());
        assertThat(view.mac()).matches("52:54:00(:[0-9a-f]{2}){3}").isNotEqualTo(source.mac());
        assertThat(world.machine.written(disk(clone))).isEqualTo(written);
        assertThat(volume(clone).backingPath())
                .isEqualTo(volume(model).backingPath())
                .isPresent();
        assertThat(world.machine.volumeNames(world.host.pool())).contains("vm-" + clone + "-seed.iso");
        assertThat(source.status()).isEqualTo(VmStatus.STOPPED);
        assertThat(source.refusedActions()).doesNotContainKeys(VmAction.START, VmAction.CLONE);
        world.assertUsed(2, 1);
    }

    @Test
    void severalAreMadeAtOnceAndStayOffIfAskedTo() {
        var model = world.stopped("model");
        var tags = VmTags.of(Set.of("web", "blue"));
        world.bean(Tags.class).set(model, tags, world.actor);

        var made = made(model, "node-{n}", 3, false);

        assertThat(made).extracting(vm -> world.view(vm).name()).containsExactly("node-1", "node-2", "node-3");
        assertThat(made).allSatisfy(vm -> {
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.STOPPED);
            assertThat(world.view(vm).tags()).isEqualTo(tags);
        });
        assertThat(made).extracting(vm -> world.view(vm).mac()).doesNotHaveDuplicates();
        world.assertUsed(4, 0);
        assertThat(world.ended(world.vms.start(made.getLast(), world.actor)).state())
                .isEqualTo(OperationState.DONE);
    }

    @Test
    void oneThatRunsIsClonedOnlyIfThatWillDoAndRunsOn() {
        var busy = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMillis(300));
        assertThatThrownBy(() -> clones.make(busy, new CloneRequest(names("twin", 1), true, false), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-on"))
                .hasMessageContaining("Shut it down first");
        assertThat(clones.propose(busy, world.actor).running()).isPresent();
        var written = world.machine.written(disk(busy));
        int begun = world.machine.calls(SimulatedCall.BEGIN_BACKUP);

        var made = made(busy, "twin", 2, true);

        assertThat(world.machine.calls(SimulatedCall.BEGIN_BACKUP)).isEqualTo(begun + 1);
        assertThat(made).allSatisfy(vm -> {
            assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
            assertThat(world.machine.written(disk(vm))).isEqualTo(written);
            assertThat(volume(vm).backingPath()).isEmpty();
        });
        VmWorld.await()
                .untilAsserted(
                        () -> assertThat(world.view(busy).refusedActions()).doesNotContainKey(VmAction.CLONE));
        assertThat(world.view(busy).status()).isEqualTo(VmStatus.RUNNING);
        assertThat(copies(busy)).isEmpty();
        // A disk that stands on nothing is taken for such also by what comes later.
        var first = made.getFirst();
        world.ended(world.vms.forceOff(first, world.actor));
        var again = made(first, "grandchild", 1, false).getFirst();
        assertThat(volume(again).backingPath()).isEmpty();
        done(world.bean(Rebuilds.class).rebuild(first, Optional.empty(), world.actor));
        assertThat(world.view(first).newerImage()).isEmpty();
    }

    @Test
    void theOtherOneIsHeldUntilEachHasItsCopyAndNoLonger() {
        var busy = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        var launched = clones.make(busy, new CloneRequest(names("twin", 1), true, true), world.actor);
        VmWorld.await().until(() -> message(launched.getFirst()).contains("Waiting until the disk of busy"));

        assertThatThrownBy(() -> world.vms.shutdown(busy, world.actor)).hasMessageContaining("being cloned since");
        assertThatThrownBy(() -> world.vms.delete(busy, world.actor)).hasMessageContaining("being cloned since");
        world.bean(Operations.class).cancel(launched.getFirst().operation(), world.actor);

        assertThat(ended(launched.getFirst()).state()).isEqualTo(OperationState.UNDONE);
        world.machine.guests().copyingIn(Duration.ofMillis(50));
        VmWorld.await()
                .untilAsserted(
                        () -> assertThat(world.view(busy).refusedActions()).doesNotContainKey(VmAction.SHUTDOWN));
        assertThat(copies(busy)).isEmpty();
        world.assertNothingOnHost(launched.getFirst().vm());
    }

    @Test
    void allFailInWordsWhenTheOtherOneStopsMeanwhile() {
        var busy = world.running("busy");
        world.machine.guests().copyingIn(Duration.ofMinutes(5));
        var launched = clones.make(busy, new CloneRequest(names("twin", 2), true, true), world.actor);
        VmWorld.await().until(() -> message(launched.getFirst()).contains("Waiting until the disk of busy"));

        world.machine.virsh().haltFromInside(busy.value());

        assertThat(launched)
                .allSatisfy(one -> assertThat(ended(one).problem())
                        .hasValueSatisfying(why -> assertThat(why)
                                .contains("The disk of busy could not be read")
                                .contains("stopped")));
        world.awaitStatus(busy, VmStatus.STOPPED);
        assertThat(copies(busy)).isEmpty();
        assertThat(launched).allSatisfy(one -> world.assertNothingOnHost(one.vm()));
        world.assertUsed(1, 0);
    }

    @Test
    void quotaIsCheckedForAllOfThemAtOnceAndNothingIsMadeIfItIsNotEnough() {
        var model = world.stopped("model");
        world.limit(Dimension.VMS, 3);
        assertThat(clones.quote(model, 3, true, world.actor).fits()).isFalse();
        assertThat(clones.quote(model, 2, true, world.actor).fits()).isTrue();

        assertThatThrownBy(() -> clones.make(model, new CloneRequest(names("node", 3), true, false), world.actor))
                .isInstanceOf(QuotaExceeded.class);

        assertThat(world.view(model).refusedActions()).doesNotContainKeys(VmAction.CLONE, VmAction.START);
        world.assertUsed(1, 0);
        assertThat(made(model, "node", 2, false)).hasSize(2);
    }

    @Test
    void oneThatFailsHarmsNoOther() {
        var model = world.stopped("model");
        var launched = clones.make(model, new CloneRequest(names("node", 3), false, false), world.actor);
        world.bean(Operations.class).cancel(launched.getFirst().operation(), world.actor);

        assertThat(launched.stream().skip(1))
                .allSatisfy(one -> assertThat(ended(one).state()).isEqualTo(OperationState.DONE));
        var first = ended(launched.getFirst()).state();
        assertThat(first).isIn(OperationState.UNDONE, OperationState.DONE);
        world.assertUsed(first == OperationState.DONE ? 4 : 3, 0);
    }

    @Test
    void goesToAnotherHostIfItsOwnTakesNothingNew() {
        var model = world.stopped("model");
        world.machine.virsh().writeTo(disk(model));
        var other = world.smallerHost();
        world.bean(Hosts.class).setEnabled(world.host.id(), false, VmWorld.SYSTEM);

        var clone = made(model, "elsewhere", 1, true).getFirst();

        assertThat(world.placeOf(clone)).contains(world.hostOf(other));
        assertThat(other.written(disk(clone))).isEqualTo(world.machine.written(disk(model)));
    }

    @Test
    void itsImageStaysForAsLongAsACloneIsThere() {
        var model = world.stopped("model");
        var clone = made(model, "twin", 1, false).getFirst();
        world.ended(world.deletions.forGood(model, world.actor));

        assertThatThrownBy(() -> world.bean(CuratedImages.class).delete(world.image.version(), VmWorld.SYSTEM))
                .isInstanceOf(Conflict.class);

        assertThat(world.view(clone).status()).isEqualTo(VmStatus.STOPPED);
        assertThat(volume(clone).backingPath()).isPresent();
    }

    @Test
    void refusesInWordsWhatCannotBeCloned() {
        var paused = world.running("paused");
        world.ended(world.vms.pause(paused, world.actor));
        assertThatThrownBy(() -> clones.make(paused, new CloneRequest(names("a", 1), true, true), world.actor))
                .hasMessageContaining("paused");
        var binned = world.stopped("binned");
        world.ended(world.vms.delete(binned, world.actor));
        assertThatThrownBy(() -> clones.make(binned, new CloneRequest(names("a", 1), true, true), world.actor))
                .hasMessageContaining("recycle bin");
        var model = world.stopped("model");
        assertThatThrownBy(() -> clones.make(model, new CloneRequest(names("model", 1), true, false), world.actor))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("name-taken"));
        assertThat(world.view(model).refusedActions()).doesNotContainKey(VmAction.START);
    }

    @Test
    void isForThoseWhoMayLaunch() {
        var model = world.stopped("model");
        var viewer = world.member("vera", Role.PROJECT_VIEWER);
        var request = new CloneRequest(names("twin", 1), true, false);

        assertThatThrownBy(() -> clones.make(model, request, viewer)).isInstanceOf(Forbidden.class);
        assertThat(world.vms.get(model, viewer).refusedActions()).containsKey(VmAction.CLONE);
        Actor mate = world.member("max", Role.PROJECT_MEMBER);
        var clone = clones.make(model, request, mate).getFirst();
        assertThat(world.ended(clone.operation(), mate).state()).isEqualTo(OperationState.DONE);
        assertThat(world.view(clone.vm()).ownerName()).startsWith(mate.name());
    }

    private static Numbering names(String pattern, int count) {
        return new Numbering(pattern, count, OptionalInt.empty());
    }

    /** Whether it runs or not. */
    private List<VmId> made(VmId source, String pattern, int count, boolean start) {
        var launched = clones.make(source, new CloneRequest(names(pattern, count), start, true), world.actor);
        assertThat(launched).allSatisfy(one -> {
            var ended = ended(one);
            assertThat(ended.state()).as(ended.toString()).isEqualTo(OperationState.DONE);
        });
        VmWorld.await()
                .untilAsserted(() -> assertThat(world.view(source))
                        .extracting(VmView::refusedActions)
                        .satisfies(refused -> assertThat(refused).doesNotContainKey(VmAction.CLONE)));
        return launched.stream().map(Launched::vm).toList();
    }

    private OperationView ended(Launched launched) {
        return world.ended(launched.operation());
    }

    private void done(OperationId operation) {
        assertThat(world.ended(operation).state()).isEqualTo(OperationState.DONE);
    }

    private String message(Launched launched) {
        return world.bean(Operations.class)
                .get(launched.operation(), world.actor)
                .toString();
    }

    private VolumeRef disk(VmId vm) {
        return new VolumeRef(world.host.pool(), "vm-" + vm + "-disk.qcow2");
    }

    private VolumeFacts volume(VmId vm) {
        return world.bean(Hypervisors.class)
                .on(world.host.id())
                .volume(disk(vm))
                .orElseThrow();
    }

    private List<String> copies(VmId vm) {
        return world.machine.volumeNames(world.host.pool()).stream()
                .filter(name -> name.contains(vm + "-copy"))
                .toList();
    }
}
