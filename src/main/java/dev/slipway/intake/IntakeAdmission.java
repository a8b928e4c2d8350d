package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.InvalidRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** What may begin to come in: not too large, not too many at once, and nothing that the disk has no room for. */
@Component
class IntakeAdmission {
    private static final long GIB = 1024L * 1024 * 1024;
    private static final long BETWEEN_LOOKS = 256L * 1024 * 1024;

    private final IntakeTable table;
    private final IntakeFiles files;
    private final IntakeSettings settings;
    private final Clock clock;

    IntakeAdmission(IntakeTable table, IntakeFiles files, IntakeSettings settings, Clock clock) {
        this.table = table;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
    }

    /** A new one, of which nothing more is known. */
    Intake intake(IntakeState state, String fileName, Actor actor) {
        var now = clock.instant();
        return new Intake(
                IntakeId.random(),
                state,
                actor.requireUser(),
                actor.name(),
                fileName,
                OptionalLong.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                now);
    }

    void admit(Intake intake) {
        intake.bytes().ifPresent(this::requireFits);
        if (!table.add(intake, settings.mostAtOnce())) {
            throw new Conflict(
                    "too-many-uploads",
                    "You have " + settings.mostAtOnce()
                            + " files on their way already, which is the most at once. Finish or delete one of them first.");
        }
    }

    /** @throws InvalidRequest if it is larger than anything here may be; @throws dev.slipway.kernel.NoCapacity if there is no room */
    void requireFits(long bytes) {
        if (bytes > settings.largest().toBytes()) {
            throw new InvalidRequest(
                    "upload-too-large",
                    "bytes",
                    "Files of up to " + settings.largest().toBytes() / GIB + " GiB are taken, and this one has "
                            + (bytes + GIB - 1) / GIB + " GiB. An administrator of the portal can set another limit.");
        }
        files.requireRoom(bytes + table.outstanding());
    }

    void requireRoom(long bytes) {
        files.requireRoom(bytes);
    }

    /** Others fill the disk too. */
    void requireRoomWhile(long offset) {
        if (offset % BETWEEN_LOOKS < GIB / 1024) {
            files.requireRoom(1);
        }
    }
}
