package dev.slipway.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.StagedImages;
import dev.slipway.catalog.Staging;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A host that an administrator chose, and an image that no VM there needed yet. */
@Component
class StageImageScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;

    StageImageScenario(ScenarioWorld worlds) {
        this.worlds = worlds;
    }

    @Override
    public String kind() {
        return "stage-image";
    }

    @Override
    public Trial prepare() {
        VmWorld world = worlds.get();
        ImageView image = world.publish(false);
        return new Trial() {
            @Override
            public OperationId submit() {
                return world.bean(Staging.class)
                        .stage(image.version(), Set.of(world.host.id()), VmWorld.SYSTEM)
                        .getFirst();
            }

            @Override
            public void everythingIsDone() {
                assertThat(world.bean(StagedImages.class).hostsWith(image.version()))
                        .containsExactly(world.host.id());
                assertThat(world.machine.volumeNames(world.host.pool()))
                        .anyMatch(name -> name.contains(image.sha256().substring(0, 16)));
            }

            /** A copy that was made stays, and one that was not can be asked for again. */
            @Override
            public void nothingIsLeft(String failedStep) {
                world.ended(submit(), VmWorld.SYSTEM);
                everythingIsDone();
            }
        };
    }
}
