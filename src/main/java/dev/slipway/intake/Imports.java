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
    private final SigningKeyTable keys;
    private final ApplicationEventPublisher events;

    Imports(
            IntakeAdmission admission,
            IntakeChecking checking,
            IntakeSettings settings,
            WellKnownImages known,
            SigningKeyTable keys,
            ApplicationEventPublisher events) {
        this.admission = admission;
        this.checking = checking;
        this.settings = settings;
        this.known = known;
        this.keys = keys;
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
        wanted.checksumUrl().ifPresent(list -> check(rules, list, "checksumUrl"));
        wanted.signature()
                .ifPresent(wish -> check(rules, wish, wanted.checksumUrl().isPresent()));
        var intake = admission
                .intake(IntakeState.CHECKING, wanted.fileName(), actor)
                .from(
                        wanted.url().strip(),
                        wanted.expected(),
                        wanted.checksumUrl().map(String::strip),
                        wanted.signature());
        admission.admit(intake);
        events.publishEvent(actor.did(
                "import.begin",
                IntakeAccess.NOUN,
                intake.id().value(),
                intake.fileName(),
                null,
                "From " + wanted.url().strip() + signedBy(wanted)));
        checking.submit(intake, actor);
        return intake;
    }

    private String signedBy(NewImport wanted) {
        return wanted.signature()
                .flatMap(wish -> keys.find(wish.key()))
                .map(key -> ", signed by " + key.name() + " (" + key.fingerprint() + ")")
                .orElse("");
    }

    private void check(FetchRules rules, SignatureWish wish, boolean list) {
        if (keys.find(wish.key()).isEmpty()) {
            throw new InvalidRequest(
                    "no-such-signing-key", "signingKey", "There is no such key any more. Choose another one.");
        }
        if (wish.url().isEmpty() && !list) {
            throw new InvalidRequest(
                    "signature-missing",
                    "signatureUrl",
                    "Say where the signature of the file is, or name a list of checksums that is signed in itself.");
        }
        wish.url().ifPresent(url -> check(rules, url, "signatureUrl"));
    }

    /** Which of several addresses is meant has to be told. */
    private static void check(FetchRules rules, String url, String field) {
        try {
            rules.check(url);
        } catch (InvalidRequest e) {
            throw new InvalidRequest(e.code(), field, e.sentence());
        }
    }
}
