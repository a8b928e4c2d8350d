package dev.slipway.vm.promote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.CuratedImages;
import dev.slipway.catalog.ImageDraft;
import dev.slipway.catalog.ImageView;
import dev.slipway.catalog.Images;
import dev.slipway.identity.Role;
import dev.slipway.kernel.OperationId;
import dev.slipway.operation.WorkflowScenario;
import dev.slipway.vm.ScenarioWorld;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.state.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A VM that is off becomes a new image of its project. */
@Component
class PromoteVmScenario implements WorkflowScenario {
    private final ScenarioWorld worlds;
    private final Path incoming;

    PromoteVmScenario(ScenarioWorld worlds, @Value("${slipway.state}") Path state) {
        this.worlds = worlds;
        this.incoming = state.resolve("images").resolve("incoming");
    }

    @Override
    public String kind() {
        return Verb.PROMOTE.kind();
    }

    /** Whether it goes on running while it becomes one. */
    boolean runs() {
        return false;
    }

    static PromotionRequest request(ImageDraft usual, String name, String label, Optional<ImageView> nextOf) {
        var draft = new ImageDraft(
                usual.kind(), name, usual.about(), usual.system(), usual.needs(), label, usual.releaseNotes());
        return new PromotionRequest(draft, false, nextOf.map(ImageView::version), false, false);
    }

    @Override
    public Trial prepare() {
        var world = worlds.get();
        var before = world.used();
        var vm = runs() ? world.running(ScenarioWorld.freshName()) : world.stopped(ScenarioWorld.freshName());
        var manager = world.member("mia", Role.PROJECT_MANAGER);
        var promotions = world.bean(Promotions.class);
        var name = "made of " + vm;
        return new Trial() {
            @Override
            public OperationId submit() {
                var usual = promotions.propose(vm, manager).draft();
                return promotions.promote(
                        vm,
                        new PromotionRequest(
                                request(usual, name, "1", Optional.empty()).draft(),
                                false,
                                Optional.empty(),
                                runs(),
                                false),
                        manager);
            }

            @Override
            public void everythingIsDone() {
                assertThat(promotions.made(vm, manager)).singleElement().satisfies(image -> {
                    assertThat(image.name()).isEqualTo(name);
                    assertThat(image.standing().owner().scope()).isEqualTo(world.project.scope());
                    assertThat(image.system()).isEqualTo(world.image.system());
                    assertThat(image.virtualMib())
                            .isEqualTo(world.size.resources().diskMib());
                });
                untouched();
            }

            /** And it can be asked for again. */
            @Override
            public void nothingIsLeft(String failedStep) {
                assertThat(promotions.made(vm, manager)).isEmpty();
                assertThat(images()).isEmpty();
                untouched();
                assertThat(world.view(vm).refusedActions())
                        .doesNotContainKey(runs() ? VmAction.SHUTDOWN : VmAction.START);
            }

            private List<ImageView> images() {
                return world.bean(Images.class).list(manager).stream()
                        .filter(image -> image.name().equals(name))
                        .toList();
            }

            /** The VM is as it was, and no working file, no copy on its host and no slot is left. */
            private void untouched() {
                assertThat(world.view(vm).status()).isEqualTo(runs() ? VmStatus.RUNNING : VmStatus.STOPPED);
                assertThat(world.machine.volumeNames(world.host.pool()))
                        .noneMatch(volume -> volume.contains(vm + "-copy"));
                assertThat(workingFiles(incoming)).isEmpty();
                assertThat(world.bean(JdbcClient.class)
                                .sql("select count(*) from vm_promotion where slot is not null")
                                .query(Long.class)
                                .single())
                        .isZero();
            }

            @Override
            public void close() {
                images().forEach(image -> world.bean(CuratedImages.class).delete(image.version(), manager));
                world.ended(world.deletions.forGood(vm, world.actor));
                world.assertNothingOnHost(vm);
                assertThat(world.used()).isEqualTo(before);
            }
        };
    }

    static List<Path> workingFiles(Path incoming) {
        if (!Files.exists(incoming)) {
            return List.of();
        }
        try (var files = Files.list(incoming)) {
            return files.filter(file ->
                            file.toString().endsWith(".disk") || file.toString().endsWith(".merged"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
