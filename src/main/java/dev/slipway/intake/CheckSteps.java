package dev.slipway.intake;

import dev.slipway.intake.guard.Findings;
import dev.slipway.intake.guard.ImageGuard;
import dev.slipway.kernel.IntakeId;
import dev.slipway.kernel.Problem;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** From a whole file to one that may be published. */
@Component
class CheckSteps {
    /** What no other try would change. */
    private static final Set<String> FINAL = Set.of(
            "image-rejected",
            "checksum-wrong",
            "checksum-missing",
            "signature-missing",
            "signature-unreadable",
            "signature-other-key",
            "signature-weak",
            "signature-wrong",
            "signature-unfit",
            "signing-key-unfit",
            "signing-key-unreadable",
            "signing-key-gone",
            "upload-too-large",
            "url-refused",
            "fetch-refused",
            "volume-overlay");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LONGEST_PROBLEM = 1000;

    private final IntakeTable table;
    private final IntakeFiles files;
    private final ImageGuard guard;
    private final Changes changes;

    CheckSteps(IntakeTable table, IntakeFiles files, ImageGuard guard, Changes changes) {
        this.table = table;
        this.files = files;
        this.guard = guard;
        this.changes = changes;
    }

    List<Step> steps() {
        return List.of(
                // Both only read.
                Step.step("add-up", "Compute its checksum", Step.plain(this::addUp), Step.nothing(), PATIENCE),
                Step.step("inspect", "Look into it", Step.plain(this::inspect), Step.nothing(), PATIENCE),
                Step.step(
                        "convert",
                        "Make a qcow2 image of it",
                        Step.plain(this::convert),
                        Step.plain(this::unmake),
                        PATIENCE));
    }

    private void addUp(StepContext context) {
        var intake = intake(context);
        Path file = files.received(intake.id());
        if (intake.sha256().isEmpty()) {
            table.digested(
                    intake.id(),
                    digest(file, Checksum.Kind.SHA256, intake.received(), "Computing its checksum", context));
        }
        var expected = intake(context).expected();
        if (expected.isPresent()) {
            var sum = expected.get();
            sum.require(
                    sum.kind() == Checksum.Kind.SHA256
                            ? intake(context).sha256().orElseThrow()
                            : digest(file, sum.kind(), intake.received(), "Comparing its checksum", context));
        }
    }

    private void inspect(StepContext context) {
        var intake = intake(context);
        context.progress(0, "Looking into it");
        try {
            table.found(intake.id(), guard.inspect(files.received(intake.id()), context::isCancelled));
        } catch (IOException e) {
            throw IntakeFiles.broken("inspect " + intake.id(), e);
        }
    }

    private void convert(StepContext context) {
        var intake = intake(context);
        Findings found = intake.found().orElseThrow();
        Path file = files.received(intake.id());
        if (!found.format().isConverted()) {
            table.mastered(intake.id(), new Intake.Master(intake.sha256().orElseThrow(), intake.received(), false));
            return;
        }
        Path made = files.converted(intake.id());
        try {
            String words = "Converting the " + found.format().words();
            guard.convert(
                    file,
                    found,
                    made,
                    files.room(),
                    percent -> context.progress(percent * 9 / 10, words),
                    context::isCancelled);
            long bytes = Files.size(made);
            String sha256 = files.digest(
                    made,
                    Checksum.Kind.SHA256,
                    read -> context.progress((int) (90 + read * 10 / bytes), "Computing the new checksum"),
                    context::isCancelled);
            files.makeSafe(made);
            table.mastered(intake.id(), new Intake.Master(sha256, bytes, true));
        } catch (IOException e) {
            throw IntakeFiles.broken("convert " + intake.id(), e);
        }
    }

    private void unmake(StepContext context) {
        files.delete(files.converted(id(context)));
    }

    void succeeded(StepContext context) {
        table.become(id(context), IntakeState.CHECKING, IntakeState.READY, Optional.empty());
        told(context);
    }

    void failed(StepContext context, Problem why) {
        var next = FINAL.contains(why.code()) ? IntakeState.REFUSED : IntakeState.WAITING;
        String problem = why.sentence();
        table.become(
                id(context),
                IntakeState.CHECKING,
                next,
                Optional.of(problem.substring(0, Math.min(problem.length(), LONGEST_PROBLEM))));
        table.leavePlace(id(context));
        told(context);
    }

    private void told(StepContext context) {
        changes.announce(Topic.IMAGE, context.target(), null);
    }

    private String digest(Path file, Checksum.Kind kind, long bytes, String words, StepContext context) {
        return files.digest(
                file, kind, read -> context.progress((int) (read * 100 / bytes), words), context::isCancelled);
    }

    private Intake intake(StepContext context) {
        return table.find(id(context)).orElseThrow();
    }

    static IntakeId id(StepContext context) {
        return new IntakeId(context.target());
    }
}
