package dev.slipway.vm.resize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.SizeView;
import dev.slipway.catalog.Sizes;
import dev.slipway.hypervisor.simulated.Fault;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.placement.Placements;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmWorld;
import dev.slipway.vm.launch.SizeWish;
import dev.slipway.vm.snapshot.SnapshotName;
import dev.slipway.vm.snapshot.Snapshots;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Other sizes for VMs that are there. */
@SlipwayTest
class ResizesTest {
    private static final Resources LARGE = new Resources(2, 512, 2048);

    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private Resizes resizes;
    private SizeView large;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        resizes = world.bean(Resizes.class);
        large = world.size(LARGE);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void growsAndStartsAsLargeAsItIsThen() {
        var vm = world.stopped("web-1");

        done(vm, large);

        assertThat(world.view(vm).sizeName()).isEqualTo(large.name());
        holds(LARGE, 0);
        assertThat(world.ended(world.vms.start(vm, world.actor)).state()).isEqualTo(OperationState.DONE);
        holds(LARGE, LARGE.vcpus());
    }

    @Test
    void givesBackWhatItNeedsNoMore() {
        var vm = world.stopped("web-1");
        done(vm, large);
        var narrow = world.size(new Resources(1, 256, LARGE.diskMib()));

        done(vm, narrow);

        holds(narrow.resources(), 0);
    }

    @Test
    void onlyWhatIsMoreNeedsRoom() {
        var vm = world.stopped("web-1");
        // Less than it has already: lowered afterwards.
        world.limit(Dimension.DISK_MIB, 100);
        var faster = world.size(new Resources(2, 256, world.size.resources().diskMib()));

        done(vm, faster);

        holds(faster.resources(), 0);
    }

    @Test
    void isRefusedByQuotaAndStaysAsItIs() {
        var vm = world.stopped("web-1");
        world.limit(Dimension.MEMORY_MIB, 511);

        var preview = resizes.quote(vm, wish(large), world.actor);
        assertThat(preview.fits()).isFalse();
        assertThat(preview.cost().memoryMib()).isEqualTo(256);
        assertThat(preview.cost().vms()).isZero();
        assertThatThrownBy(() -> resizes.resize(vm, wish(large), world.actor)).isInstanceOf(QuotaExceeded.class);

        assertThat(world.view(vm).refusedActions()).doesNotContainKey(VmAction.RESIZE);
        holds(world.size.resources(), 0);
    }

    @Test
    void isRefusedByItsHostAndStaysAsItIs() {
        var vm = world.stopped("web-1");
        var huge = world.size(new Resources(1, 1L << 26, 2048));

        refused("host-full", () -> resizes.resize(vm, wish(huge), world.actor));

        holds(world.size.resources(), 0);
    }

    @Test
    void doesNotMakeADiskSmaller() {
        var vm = world.stopped("web-1");
        var less = world.size(new Resources(1, 256, 512));

        refused("disk-smaller", () -> resizes.resize(vm, wish(less), world.actor));
    }

    @Test
    void isForWhatIsNotOfThatSizeAlready() {
        var vm = world.stopped("web-1");

        refused("size-as-before", () -> resizes.resize(vm, wish(world.size), world.actor));
        world.bean(Sizes.class).retire(large.id(), VmWorld.SYSTEM);
        refused("size-retired", () -> resizes.resize(vm, wish(large), world.actor));
    }

    @Test
    void isForHostsThatHaveWhatTheSizeAsksFor() {
        var vm = world.stopped("web-1");
        world.bean(Sizes.class).setHostTags(large.id(), HostTags.parse("gpu"), VmWorld.SYSTEM);

        refused("host-lacks-tags", () -> resizes.resize(vm, wish(large), world.actor));
    }

    @Test
    void isForThoseWhoMayLaunch() {
        var vm = world.stopped("web-1");
        var viewer = world.member("vic", Role.PROJECT_VIEWER);

        assertThatThrownBy(() -> resizes.resize(vm, wish(large), viewer)).isInstanceOf(Forbidden.class);
    }

    @Test
    void whatRunsGetsItAtItsNextStartAndHoldsWhatIsMoreFromNowOn() {
        var vm = world.running("web-1");
        var small = world.size.resources();

        done(vm, large);

        holds(LARGE, small.vcpus());
        assertThat(resizes.waiting(vm, world.actor).orElseThrow().vcpus()).isEqualTo(small.vcpus());
        refused("vm-size-waits", () -> world.bean(Snapshots.class).take(vm, new SnapshotName("one"), "", world.actor));
        refused("vm-size-waits", () -> world.vms.migrate(vm, Optional.empty(), OptionalLong.empty(), VmWorld.SYSTEM));
        world.ended(world.vms.forceOff(vm, world.actor));
        world.ended(world.vms.start(vm, world.actor));

        holds(LARGE, LARGE.vcpus());
        tookEffect(vm);
        holds(LARGE, LARGE.vcpus());
        assertThat(world.view(vm).outside()).isEmpty();
    }

    @Test
    void whatRunsHoldsWhatIsLessUntilSomebodyStartsItAnew() {
        var vm = world.stopped("web-1");
        done(vm, large);
        world.ended(world.vms.start(vm, world.actor));
        var narrow = world.size(new Resources(1, 256, LARGE.diskMib()));

        done(vm, narrow);
        holds(LARGE, LARGE.vcpus());
        // So fast that nobody sees that it was off.
        world.machine.virsh().destroy(vm.value());
        world.machine.virsh().start(vm.value());

        tookEffect(vm);
        holds(narrow.resources(), 1);
        assertThat(world.view(vm).status()).isEqualTo(VmStatus.RUNNING);
    }

    @Test
    void canBeCancelledUntilItsNextStart() {
        var vm = world.running("web-1");
        var small = world.size.resources();
        refused("size-not-waiting", () -> resizes.cancel(vm, world.actor));
        done(vm, large);

        world.ended(resizes.cancel(vm, world.actor));

        var now = new Resources(small.vcpus(), small.memoryMib(), LARGE.diskMib());
        assertThat(resizes.waiting(vm, world.actor)).isEmpty();
        assertThat(world.view(vm).resources()).isEqualTo(now);
        assertThat(world.view(vm).sizeName()).isEqualTo(world.size.name());
        holds(now, small.vcpus());
    }

    @Test
    void whatSomebodyStartsMeanwhileGetsItAtItsNextStart() {
        var vm = world.stopped("web-1");
        int before = world.machine.calls(SimulatedCall.DEFINE);
        world.machine.fail(SimulatedCall.DEFINE, Fault.busy());

        var resize = resizes.resize(vm, wish(large), world.actor);
        // Its disk has grown, and its definition is to be tried again in a moment.
        VmWorld.await().until(() -> world.machine.calls(SimulatedCall.DEFINE) > before);
        world.machine.virsh().start(vm.value());

        assertThat(world.ended(resize).state()).isEqualTo(OperationState.DONE);
        world.awaitStatus(vm, VmStatus.RUNNING);
        VmWorld.await().untilAsserted(() -> holds(LARGE, running(vm)));
    }

    private int running(VmId vm) {
        return resizes.waiting(vm, world.actor).map(WaitingSize::vcpus).orElse(LARGE.vcpus());
    }

    private void tookEffect(VmId vm) {
        VmWorld.await().until(() -> resizes.waiting(vm, world.actor).isEmpty());
    }

    private void done(VmId vm, SizeView size) {
        var ended = world.ended(resizes.resize(vm, wish(size), world.actor));
        assertThat(ended.state()).as("%s", ended).isEqualTo(OperationState.DONE);
        assertThat(world.view(vm).resources()).isEqualTo(size.resources());
    }

    private void holds(Resources resources, long runningVcpus) {
        assertThat(world.used())
                .containsEntry(Dimension.VMS, 1L)
                .containsEntry(Dimension.VCPUS, (long) resources.vcpus())
                .containsEntry(Dimension.MEMORY_MIB, resources.memoryMib())
                .containsEntry(Dimension.DISK_MIB, resources.diskMib())
                .containsEntry(Dimension.RUNNING_VCPUS, runningVcpus);
        assertThat(world.bean(Placements.class)
                        .commitment(world.host.id(), VmWorld.SYSTEM)
                        .promised())
                .isEqualTo(resources);
    }

    private static SizeWish wish(SizeView size) {
        return new SizeWish.Curated(size.id());
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Problem.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
