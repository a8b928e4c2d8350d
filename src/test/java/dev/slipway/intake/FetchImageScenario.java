package dev.slipway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.intake.fetch.BadServer;
import dev.slipway.intake.guard.HostileImages;
import dev.slipway.intake.signature.TestSigner;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** A raw disk on a server of ours, with its signature and its checksum. */
@Component
class FetchImageScenario implements WorkflowScenario {
    private final ApplicationContext beans;

    FetchImageScenario(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public String kind() {
        return FetchImage.KIND;
    }

    @Override
    public Trial prepare() {
        var world = new IntakeWorld(beans);
        var content = HostileImages.bootable(2 * 1024 * 1024);
        var digest = Checksum.Kind.SHA256.digest();
        digest.update(content);
        var sum = new Checksum(Checksum.Kind.SHA256, Checksum.hex(digest));
        var maker = new TestSigner("Maker");
        var server = new BadServer("127.0.0.1").file("/disk.raw", content).file("/disk.raw.sig", maker.sign(content));
        var key = beans.getBean(SigningKeys.class)
                .add("Maker " + IntakeId.random(), maker.publicKey(), world.admin)
                .id();
        return new Trial() {
            private Optional<IntakeId> id = Optional.empty();

            @Override
            public OperationId submit() {
                var wanted = new NewImport(
                        server.url("/disk.raw"),
                        Optional.of(sum),
                        Optional.empty(),
                        Optional.of(new SignatureWish(key, Optional.of(server.url("/disk.raw.sig")))));
                var begun = world.imports().begin(wanted, world.admin).id();
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
                assertThat(intake.signed()).isPresent();
                assertThat(world.files().received(intake.id())).hasBinaryContent(content);
                assertThat(world.files().converted(intake.id())).exists();
            }

            /** What was fetched stays, for another try. */
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
                server.close();
                beans.getBean(SigningKeys.class).remove(key, world.admin);
                world.intakes().delete(id.orElseThrow(), world.admin);
            }
        };
    }
}
