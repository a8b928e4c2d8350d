package dev.slipway.intake;

import dev.slipway.intake.fetch.FetchRules;
import dev.slipway.intake.fetch.RemoteFiles;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Unavailable;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.StepOutcome;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Fetching a file, and what its maker says it adds up to: by a list that may have to be signed. */
@Component
class FetchSteps {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final IntakeTable table;
    private final IntakeAdmission admission;
    private final Arrivals arrivals;
    private final IntakeSettings settings;
    private final MakersFiles makers;
    private final SignatureSteps signing;
    private final RemoteFiles remote;
    private final Clock clock;

    FetchSteps(
            IntakeTable table,
            IntakeAdmission admission,
            Arrivals arrivals,
            IntakeSettings settings,
            MakersFiles makers,
            SignatureSteps signing,
            Clock clock) {
        this.table = table;
        this.makers = makers;
        this.signing = signing;
        this.admission = admission;
        this.arrivals = arrivals;
        this.settings = settings;
        this.clock = clock;
        remote = new RemoteFiles(rules(settings), settings.silence());
    }

    static FetchRules rules(IntakeSettings settings) {
        return FetchRules.of(settings.schemes(), settings.hosts(), settings.privateAddresses());
    }

    /** Goes on for as long as something comes; when nothing has come for long, it gives up. */
    StepOutcome fetch(StepContext context) {
        var intake = table.find(CheckSteps.id(context)).orElseThrow();
        try {
            if (!intake.isWhole()) {
                new Download(intake, table, admission, arrivals, settings, context).run(remote);
            }
            table.leavePlace(intake.id());
            table.digested(
                    intake.id(),
                    arrivals.sha256(intake.id(), received(context))
                            .orElse(intake.sha256().orElse(null)));
            return StepOutcome.done();
        } catch (Unavailable e) {
            var heard = table.find(intake.id()).orElseThrow().touchedAt();
            if (heard.plus(settings.patience()).isBefore(clock.instant())) {
                throw new Conflict(
                        "fetch-given-up",
                        e.sentence() + " Nothing has come for "
                                + settings.patience().toMinutes()
                                + " minutes. Try again later: it goes on from where it stopped.",
                        e.logDetail(),
                        e);
            }
            throw e;
        }
    }

    private long received(StepContext context) {
        return table.find(CheckSteps.id(context)).orElseThrow().received();
    }

    /** @throws dev.slipway.kernel.InvalidRequest if the list of checksums does not have the file, or is not signed as it has to be */
    void checksum(StepContext context) {
        var intake = table.find(CheckSteps.id(context)).orElseThrow();
        if (intake.checksumUrl().isEmpty()) {
            return;
        }
        String list = signing.believed(intake, makers.list(intake.checksumUrl().get()));
        String url = intake.url().orElseThrow().replaceFirst("[?#].*", "");
        table.expect(intake.id(), ChecksumList.find(list, url.substring(url.lastIndexOf('/') + 1)));
    }
}
