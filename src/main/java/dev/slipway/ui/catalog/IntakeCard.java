package dev.slipway.ui.catalog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.Intake;
import dev.slipway.intake.IntakeState;
import dev.slipway.intake.guard.Findings;
import dev.slipway.intake.guard.ImageFormat;
import dev.slipway.operation.OperationView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.OperationProgress;
import dev.slipway.ui.component.Sizing;
import java.util.List;
import java.util.Optional;

/** One file on its way: how far it is, what was found in it, and what can be done with it. */
class IntakeCard extends Div {
    private final IntakeParts parts;
    private final Runnable forgotten;
    private final Runnable changed;
    private final H3 name = new H3();
    private final Span standing = new Span();
    private final Paragraph origin = new Paragraph();
    private final Paragraph problem = new Paragraph();
    private final Div facts = new Div();
    private final OperationProgress progress = new OperationProgress();
    private final Button publish;
    private final Button again;
    private final Button cancel;
    private final Button delete;
    private final Div actions;
    private Optional<Intake> shown = Optional.empty();
    private Optional<OperationView> checking = Optional.empty();

    IntakeCard(IntakeParts parts, Runnable forgotten, Runnable changed) {
        this.parts = parts;
        this.forgotten = forgotten;
        this.changed = changed;
        addClassNames("sw-panel", "sw-intake");
        problem.addClassName("sw-trouble");
        publish = new Button(
                "Publish…", e -> shown.ifPresent(intake -> new PublishDialog(parts, intake, changed).open()));
        publish.addThemeVariants(ButtonVariant.PRIMARY);
        again = new Button("Try again", e -> shown.ifPresent(this::again));
        cancel = new Button(
                "Cancel",
                e -> checking.ifPresent(
                        o -> parts.operations().cancel(o.id(), parts.actors().current())));
        delete = new Button("Delete", e -> shown.ifPresent(this::askToDelete));
        delete.addThemeVariants(ButtonVariant.TERTIARY);
        actions = new Div(publish, again, cancel, delete);
        actions.addClassName("actions");
        Div head = new Div(name, standing);
        head.addClassName("head");
        origin.addClassNames("origin", "sw-quiet");
        add(head, origin, problem, facts, progress, actions);
    }

    /** @param sentHere whether this page is just sending it */
    void show(Intake intake, boolean sentHere) {
        shown = Optional.of(intake);
        name.setText(intake.fileName());
        standing.setText(words(intake, sentHere));
        origin.setText(parts.intakes().origin(intake.id(), parts.actors().current()));
        problem.setText(intake.problem().orElse(""));
        problem.setVisible(intake.problem().isPresent());
        facts.removeAll();
        intake.found()
                .filter(f -> intake.state() == IntakeState.READY)
                .ifPresent(found -> facts.add(facts(intake, found)));
        Optional<OperationView> operation = intake.state() == IntakeState.CHECKING
                ? parts.intakes().operation(intake.id(), parts.actors().current())
                : Optional.empty();
        progress.show(operation);
        act(intake, operation);
    }

    private static String words(Intake intake, boolean sentHere) {
        String here = intake.bytes().isPresent()
                ? Sizing.bytes(intake.received()) + " of "
                        + Sizing.bytes(intake.bytes().getAsLong())
                : Sizing.bytes(intake.received());
        return switch (intake.state()) {
            case RECEIVING -> here + " are here" + (sentHere ? "" : ". To go on, choose the same file again.");
            case CHECKING -> intake.isWhole() ? "Being looked into" : here + " are here";
            case READY -> "Ready to publish";
            case WAITING -> "Not finished";
            case REFUSED -> "Refused";
        };
    }

    private static Facts facts(Intake intake, Findings found) {
        Facts facts = new Facts()
                .with("Is a", found.format().words())
                .with(found.format() == ImageFormat.ISO ? "Size" : "Disk", Sizing.bytes(found.virtualBytes()));
        if (!found.label().isEmpty()) {
            facts.with("Calls itself", found.label());
        }
        intake.sha256().ifPresent(sum -> facts.with("SHA-256 of the file", new Copyable(sum, "checksum")));
        intake.signed().ifPresent(signature -> facts.with("Signed", ImageFacts.signed(signature)));
        intake.master()
                .filter(Intake.Master::converted)
                .ifPresent(m -> facts.with("As qcow2", Sizing.bytes(m.bytes())));
        return facts;
    }

    private void act(Intake intake, Optional<OperationView> operation) {
        checking = operation.filter(o -> !o.state().isFinal());
        IntakeState state = intake.state();
        publish.setVisible(state == IntakeState.READY);
        again.setVisible(state == IntakeState.WAITING);
        cancel.setVisible(checking.isPresent());
        delete.setVisible(state != IntakeState.CHECKING);
        actions.setVisible(parts.actors().current().can(Permission.IMAGE_EDIT, Scope.PLATFORM));
    }

    private void again(Intake intake) {
        parts.intakes().again(intake.id(), parts.actors().current());
        changed.run();
    }

    private void askToDelete(Intake intake) {
        if (intake.state() == IntakeState.REFUSED) {
            delete(intake);
            return;
        }
        new ConsequenceDialog(
                        "Delete " + intake.fileName() + "?",
                        List.of("What has come of it (" + Sizing.bytes(intake.received()) + ") is deleted here. "
                                + (intake.isFetched()
                                        ? "Where it was fetched from, it stays as it is."
                                        : "The file on your computer stays as it is.")),
                        "Delete",
                        () -> delete(intake))
                .open();
    }

    private void delete(Intake intake) {
        parts.intakes().delete(intake.id(), parts.actors().current());
        if (intake.state() == IntakeState.RECEIVING) {
            forgotten.run();
        }
        changed.run();
    }
}
