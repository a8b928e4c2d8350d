package dev.slipway.vm.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.kernel.BackupId;
import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;
import dev.slipway.operation.OperationState;
import dev.slipway.operation.OperationView;
import dev.slipway.vm.VmWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A VM's world, with backups in it. */
final class BackupHall {
    final VmWorld world;
    final Backups backups;

    BackupHall(VmWorld world) {
        this.world = world;
        backups = world.bean(Backups.class);
    }

    BackupId made(VmId vm) {
        done(backups.make(vm, world.actor));
        return of(vm).getFirst().id();
    }

    List<BackupView> of(VmId vm) {
        return backups.of(vm, world.actor).all();
    }

    List<BackupView> all() {
        return backups.list(world.project.id(), world.actor);
    }

    BackupView view(BackupId backup) {
        return backups.get(backup, world.actor);
    }

    OperationView ended(OperationId operation) {
        return world.ended(operation, VmWorld.SYSTEM);
    }

    void done(OperationId operation) {
        var end = ended(operation);
        assertThat(end.problem()).isEmpty();
        assertThat(end.state()).isEqualTo(OperationState.DONE);
    }

    OperationView undone(OperationId operation) {
        var end = ended(operation);
        assertThat(end.state()).isEqualTo(OperationState.UNDONE);
        return end;
    }

    Path file(BackupId backup) {
        return backups.export(backup, world.actor).file();
    }

    /** All that lie where backups are kept. */
    static List<String> files(Path state) {
        var directory = state.resolve("backups");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
