package dev.slipway.ui.request;

import com.vaadin.flow.component.UI;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.Dimension;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.quota.request.Ask;
import dev.slipway.quota.request.Asked;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.vm.launch.LaunchRequest;
import dev.slipway.vm.owner.Payers;
import dev.slipway.vm.plan.PlannedLaunches;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Opens the dialogs that ask for more, wherever the button stands. */
@Component
public class AskDialogs {
    private final QuotaRequests requests;
    private final PlannedLaunches planned;
    private final Quotas quotas;
    private final Payers payers;
    private final Actors actors;

    AskDialogs(QuotaRequests requests, PlannedLaunches planned, Quotas quotas, Payers payers, Actors actors) {
        this.requests = requests;
        this.planned = planned;
        this.quotas = quotas;
        this.payers = payers;
        this.actors = actors;
    }

    /** @param member whose limits; empty = one's own @param cost what is to fit; none if that is to be said in the dialog */
    public void forMore(ProjectId project, Optional<UserId> member, Amounts cost) {
        forMore(
                project,
                member,
                cost,
                asked -> UI.getCurrent()
                        .navigate(
                                RequestsView.class,
                                RequestsView.show(asked.request().id())));
    }

    void forMore(ProjectId project, Optional<UserId> member, Amounts cost, Consumer<Asked> done) {
        QuotaPath path = payers.of(project, member, actors.current());
        open(
                "Ask for more",
                "Ask",
                path,
                requests.missing(path, cost, actors.current()),
                (parts, until, reason) -> requests.ask(new Ask(path, parts, until, reason), actors.current()),
                done);
    }

    /** @param launch what is to be launched when it is approved, read when the person has answered */
    public void andLaunch(ProjectId project, Amounts cost, Supplier<LaunchRequest> launch) {
        QuotaPath path = payers.of(project, Optional.empty(), actors.current());
        open(
                "Ask, and launch when approved",
                "Ask",
                path,
                requests.missing(path, cost, actors.current()),
                (parts, until, reason) -> planned.plan(launch.get(), parts, until, reason, actors.current()),
                asked -> UI.getCurrent()
                        .navigate(
                                RequestsView.class,
                                RequestsView.show(asked.request().id())));
    }

    private void open(
            String title,
            String verb,
            QuotaPath path,
            Map<Dimension, Long> more,
            AskDialog.Sending sending,
            Consumer<Asked> done) {
        new AskDialog(title, verb, path, more, quotas, requests, actors, sending, done).open();
    }
}
