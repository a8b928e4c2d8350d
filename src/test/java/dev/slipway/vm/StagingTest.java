package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.ImageState;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.StagedImages;
import dev.slipway.catalog.Staging;
import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.operation.Operations;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.launch.LaunchRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Images on hosts before a launch needs them there. */
@SlipwayTest
class StagingTest {
    @Autowired
    BeanFactory beans;

    private VmWorld world;
    private ImageView image;

    @BeforeEach
    void build() {
        world = new VmWorld(beans);
        image = world.publish(false);
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void aLaunchOnAHostThatHasItCopiesNothing() {
        var other = world.smallerHost();

        var operations = stage(world.host.id(), world.hostOf(other));
        assertThat(operations).hasSize(2);
        operations.forEach(operation ->
                assertThat(world.ended(operation, VmWorld.SYSTEM).state()).isEqualTo(OperationState.DONE));

        assertThat(world.bean(StagedImages.class).hostsWith(image.version()))
                .containsExactlyInAnyOrder(world.host.id(), world.hostOf(other));
        var uploads = world.machine.calls(SimulatedCall.UPLOAD) + other.calls(SimulatedCall.UPLOAD);
        var launched = world.vms.launch(
                new LaunchRequest(
                        world.project.id(),
                        "web",
                        image.version(),
                        world.size.id(),
                        world.network.id(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                world.actor);
        assertThat(world.ended(launched.operation()).state()).isEqualTo(OperationState.DONE);
        assertThat(world.machine.calls(SimulatedCall.UPLOAD) + other.calls(SimulatedCall.UPLOAD))
                .isEqualTo(uploads);
        assertThat(wishes()).isEmpty();
    }

    @Test
    void waitsForAHostThatIsSilentUntilItIsStopped() {
        world.machine.goDown();
        var operation = stage(world.host.id()).getFirst();
        VmWorld.await().until(() -> wishes().stream().anyMatch(o -> o.message().contains("Trying again")));
        assertThat(wishes())
                .extracting(OperationView::targetName)
                .containsExactly(image.name() + " on " + world.host.name());

        world.bean(Operations.class).cancel(operation, VmWorld.SYSTEM);

        assertThat(world.ended(operation, VmWorld.SYSTEM).state()).isEqualTo(OperationState.FAILED);
        world.machine.recover();
        assertThat(world.ended(stage(world.host.id()).getFirst(), VmWorld.SYSTEM)
                        .state())
                .isEqualTo(OperationState.DONE);
        assertThat(wishes()).isEmpty();
    }

    @Test
    void twoWishesForTheSameHostAreOne() {
        world.machine.goDown();
        stage(world.host.id());
        var other = world.hostOf(world.smallerHost());

        assertThatThrownBy(() -> stage(world.host.id(), other))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.code()).isEqualTo("busy"));
        assertThat(wishes()).as("all or nothing").hasSize(1);
        world.machine.recover();
        VmWorld.await().until(() -> wishes().isEmpty());
    }

    @Test
    void refusesWhatNoHostNeeds() {
        assertThatThrownBy(() -> stage()).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> stage(HostId.random())).isInstanceOf(NotFound.class);
        world.bean(CuratedImages.class).mark(image.version(), ImageState.RETIRED, Optional.empty(), VmWorld.SYSTEM);
        assertThatThrownBy(() -> stage(world.host.id()))
                .isInstanceOfSatisfying(
                        Conflict.class, p -> assertThat(p.code()).isEqualTo("image-retired"));
    }

    @Test
    void isForAdministratorsAndSaysNothingOfHostsToOthers() {
        var manager = world.member("eva", Role.PROJECT_MANAGER);

        assertThatThrownBy(() -> world.bean(Staging.class).stage(image.version(), Set.of(world.host.id()), manager))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> world.bean(Staging.class).wishes(image.version(), manager))
                .isInstanceOf(Forbidden.class);
    }

    private List<OperationId> stage(HostId... hosts) {
        return world.bean(Staging.class).stage(image.version(), Set.of(hosts), VmWorld.SYSTEM);
    }

    private List<OperationView> wishes() {
        return world.bean(Staging.class).wishes(image.version(), VmWorld.SYSTEM);
    }
}
