package dev.slipway.intake;

import static org.awaitility.Awaitility.await;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.IntakeId;
import dev.slipway.testing.People;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationContext;

/** An administrator who brings files. */
final class IntakeWorld {
    static final Duration SOON = Duration.ofSeconds(40);

    private final ApplicationContext beans;
    final Actor admin;

    IntakeWorld(ApplicationContext beans) {
        this.beans = beans;
        admin = new People(beans).newAdministrator().actor();
    }

    Uploads uploads() {
        return beans.getBean(Uploads.class);
    }

    Imports imports() {
        return beans.getBean(Imports.class);
    }

    Intakes intakes() {
        return beans.getBean(Intakes.class);
    }

    IntakeFiles files() {
        return beans.getBean(IntakeFiles.class);
    }

    IntakeTable table() {
        return beans.getBean(IntakeTable.class);
    }

    IntakeId begun(byte[] content) {
        return uploads()
                .begin(new NewUpload("disk.img", content.length, Optional.empty(), Optional.empty()), admin)
                .id();
    }

    IntakeId sent(byte[] content) {
        var id = begun(content);
        uploads().receive(id, 0, new ByteArrayInputStream(content), admin);
        return id;
    }

    Intake get(IntakeId id) {
        return intakes().get(id, admin);
    }

    Intake awaitState(IntakeId id, IntakeState state) {
        return await("upload to be " + state)
                .atMost(SOON)
                .failFast(() -> state == IntakeState.READY && get(id).state() == IntakeState.REFUSED)
                .until(() -> get(id), intake -> intake.state() == state);
    }

    boolean hasFile(Path file) {
        return Files.exists(file);
    }
}
