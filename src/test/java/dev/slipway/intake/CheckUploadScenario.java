package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intake.guard.HostileImages;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** A raw disk that was sent, and becomes a qcow2 image. */
@Component
class CheckUploadScenario implements WorkflowScenario {
    private final ApplicationContext beans;

    CheckUploadScenario(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public String kind() {
        return CheckUpload.KIND;
    }

    @Override
    public Trial prepare() {
        var world = new IntakeWorld(beans);
        var content = HostileImages.bootable(2 * 1024 * 1024);
        var id = world.begun(content);
        return new Trial() {
            @Override
            public OperationId submit() {
                world.uploads().receive(id, 0, new java.io.ByteArrayInputStream(content), world.admin);
                return world.intakes().operation(id, world.admin).orElseThrow().id();
            }

            @Override
            public void everythingIsDone() {
                var intake = world.get(id);
                assertThat(intake.state()).isEqualTo(IntakeState.READY);
                assertThat(intake.found().orElseThrow().format()).isEqualTo(ImageFormat.RAW);
                assertThat(intake.master().orElseThrow().converted()).isTrue();
                assertThat(world.files().converted(id)).exists();
            }

            /** The file that came stays, for another try: to send it again could take a day. */
            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(world.get(id).state()).isEqualTo(IntakeState.WAITING);
                assertThat(world.get(id).problem()).isPresent();
                assertThat(world.files().converted(id)).doesNotExist();
                assertThat(world.files().received(id)).hasSize(content.length);
                world.intakes().again(id, world.admin);
                world.awaitState(id, IntakeState.READY);
                everythingIsDone();
            }

            @Override
            public void close() {
                world.intakes().delete(id, world.admin);
                assertThat(world.files().received(id)).doesNotExist();
                assertThat(world.files().converted(id)).doesNotExist();
            }
        };
    }
}
