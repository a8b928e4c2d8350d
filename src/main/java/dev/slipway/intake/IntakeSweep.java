package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Collects what nobody comes back for, and goes on with what a portal that died had just brought to its end. */
@Component
class IntakeSweep {
    private static final Logger log = LoggerFactory.getLogger(IntakeSweep.class);
    private static final Actor SWEEP = Actor.system("intake-sweep");
    /** A file is older than its row by less than this. */
    private static final Duration ORPHAN = Duration.ofHours(1);

    private static final Duration QUIET = Duration.ofSeconds(30);

    private final IntakeTable table;
    private final IntakeFiles files;
    private final Intakes intakes;
    private final IntakeChecking checking;
    private final IntakeSettings settings;
    private final Clock clock;

    IntakeSweep(
            IntakeTable table,
            IntakeFiles files,
            Intakes intakes,
            IntakeChecking checking,
            IntakeSettings settings,
            Clock clock) {
        this.table = table;
        this.files = files;
        this.intakes = intakes;
        this.checking = checking;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void sweep() {
        try {
            var now = clock.instant();
            finish(now.minus(QUIET));
            expire(now.minus(settings.expiry()));
            collect(now.minus(ORPHAN));
        } catch (Problem e) {
            log.warn("Files on their way into the catalogue are looked after a minute later: {}", e.logDetail());
        }
    }

    private void finish(Instant since) {
        table.untouchedSince(since).stream()
                .filter(intake -> intake.state() == IntakeState.RECEIVING && intake.isWhole())
                .forEach(intake -> checking.begin(intake.id(), SWEEP));
        table.untouchedSince(since).stream()
                .filter(intake -> intake.state() == IntakeState.REFUSED)
                .forEach(intake -> files.delete(intake.id()));
    }

    private void expire(Instant since) {
        for (Intake intake : table.untouchedSince(since)) {
            intakes.delete(intake.id(), SWEEP);
            log.info("Upload {} of {} has expired: deleted", intake.id(), intake.ownerName());
        }
    }

    private void collect(Instant since) {
        for (IntakeId id : files.untouchedSince(since)) {
            if (table.find(id).isEmpty()) {
                files.delete(id);
                log.info("A file that belongs to no upload any more was deleted: {}", id);
            }
        }
    }
}
