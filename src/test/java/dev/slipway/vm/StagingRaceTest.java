package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.simulated.SimulatedCall;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import dev.slipway.operation.OperationState;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.launch.Launched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Many launches of an image that is on no host yet. */
@SlipwayTest
class StagingRaceTest {
    private static final int LAUNCHES = 20;

    @Autowired
    BeanFactory beans;

    @Test
    void eachHostGetsTheImageOnceAndNoLaunchFails() throws Exception {
        try (var world = new VmWorld(beans)) {
            var machines = List.of(world.machine, world.smallerHost(), world.smallerHost());
            // Without cloud-init, so that the image is all that is copied to hosts.
            var image = world.publish(false);
            // So large that they fit only if each host takes as many as it can: ten, five and five.
            var size = world.size(new Resources(1, 6144, 1024));
            machines.forEach(machine -> machine.withLatency(Duration.ofMillis(20)));

            var launched = launchAll(world, image.version(), size.id());

            for (var launch : launched) {
                assertThat(world.ended(launch.operation()).state()).isEqualTo(OperationState.DONE);
            }
            assertThat(machines).allMatch(machine -> !machine.defined().isEmpty(), "has VMs");
            assertThat(machines)
                    .extracting(machine -> machine.calls(SimulatedCall.UPLOAD))
                    .containsOnly(1);
            assertThat(machines.stream().mapToInt(StagingRaceTest::vms).sum()).isEqualTo(LAUNCHES);
        }
    }

    private static int vms(SimulatedHost machine) {
        return machine.defined().size();
    }

    private static List<Launched> launchAll(VmWorld world, ImageVersionId image, SizeId size) throws Exception {
        var calls = new ArrayList<Callable<Launched>>();
        for (int i = 0; i < LAUNCHES; i++) {
            var request = new LaunchRequest(
                    world.project.id(),
                    "web-" + i,
                    image,
                    size,
                    world.network.id(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
            calls.add(() -> world.vms.launch(request, world.actor));
        }
        var all = new ArrayList<Launched>();
        try (var pool = Executors.newFixedThreadPool(LAUNCHES)) {
            for (var launched : pool.invokeAll(calls)) {
                all.add(launched.get());
            }
        }
        return all;
    }
}
