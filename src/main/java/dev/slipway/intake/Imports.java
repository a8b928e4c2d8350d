package dev.slipway.intake;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.fetch.FetchRules;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files that are fetched from servers, as far as the settings allow it. */
@Service
public class Imports {
    private final IntakeAdmission admission;
    private final IntakeChecking checking;
    private final IntakeSettings settings;
    private final WellKnownImages known;
    private final ApplicationEventPublisher events;

    Imports(
            IntakeAdmission admission,
            IntakeChecking checking,
            IntakeSettings settings,
            WellKnownImages known,
            ApplicationEventPublisher events) {
        this.admission = admission;
        this.checking = checking;
        this.settings = settings;
        this.known = known;
        this.events = events;
    }

    /** Images of well-known makers, and where they offer them. */
    public List<WellKnownImage> wellKnown(Actor actor) {
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return known.all();
    }

    /**
     * Has a file fetched and looked into, by an operation.
     *
     * @throws dev.slipway.kernel.InvalidRequest {@code url-refused} if nothing is fetched from there
     */
    @Audited("import.begin")
    @Transactional
    public Intake begin(NewImport wanted, Actor actor) {
        actor.require(Permission.IMAGE_EDIT, Scope.PLATFORM);
        var rules = FetchSteps.rules(settings);
        rules.check(wanted.url());
        wanted.checksumUrl().ifPresent(list -> checkList(rules, list));
        var intake = admission
                .intake(IntakeState.CHECKING, wanted.fileName(), actor)
                .from(
                        wanted.url().strip(),
                        wanted.expected(),
                        wanted.checksumUrl().map(String::strip));
        admission.admit(intake);
        events.publishEvent(actor.did(
                "import.begin",
                IntakeAccess.NOUN,
                intake.id().value(),
                intake.fileName(),
                null,
                "From " + wanted.url().strip()));
        checking.submit(intake, actor);
        return intake;
    }

    /** Which of two addresses is meant has to be told. */
    private static void checkList(FetchRules rules, String list) {
        try {
            rules.check(list);
        } catch (InvalidRequest e) {
            throw new InvalidRequest(e.code(), "checksumUrl", e.sentence());
        }
    }
}
