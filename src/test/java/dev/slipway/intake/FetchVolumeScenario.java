package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.storage.StorageWorld;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** A raw disk in a pool of a host. */
@Component
class FetchVolumeScenario implements WorkflowScenario {
    private static final int BYTES = 2 * 1024 * 1024;
    private final ApplicationContext beans;

    FetchVolumeScenario(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public String kind() {
        return FetchVolume.KIND;
    }

    @Override
    public Trial prepare() {
        var world = new IntakeWorld(beans);
        var storage = new StorageWorld(beans);
        var pool = storage.made("archive");
        PoolImportsTest.put(storage, pool, "old.raw", BYTES);
        return new Trial() {
            private Optional<IntakeId> id = Optional.empty();

            @Override
            public OperationId submit() {
                var begun = beans.getBean(PoolImports.class)
                        .begin(pool.id(), "old.raw", world.admin)
                        .id();
                id = Optional.of(begun);
                return world.intakes()
                        .operation(begun, world.admin)
                        .orElseThrow()
                        .id();
            }

            @Override
            public void everythingIsDone() {
                var intake = world.get(id.orElseThrow());
                assertThat(intake.state()).isEqualTo(IntakeState.READY);
                assertThat(intake.isWhole()).isTrue();
                assertThat(intake.found().orElseThrow().format()).isEqualTo(ImageFormat.RAW);
                assertThat(world.files().received(intake.id())).hasSize(BYTES);
                assertThat(world.files().converted(intake.id())).exists();
            }

            /** What was fetched stays, until it is fetched anew. */
            @Override
            public void nothingIsLeft(String failedStep) {
                var intake = world.get(id.orElseThrow());
                assertThat(intake.state()).isEqualTo(IntakeState.WAITING);
                assertThat(world.files().converted(intake.id())).doesNotExist();
                world.intakes().again(intake.id(), world.admin);
                world.awaitState(intake.id(), IntakeState.READY);
                everythingIsDone();
            }

            @Override
            public void close() {
                world.intakes().delete(id.orElseThrow(), world.admin);
                assertThat(world.files().received(id.orElseThrow())).doesNotExist();
                storage.close();
            }
        };
    }
}
