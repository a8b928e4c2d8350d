package dev.slipway.ui.request;

import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.live.Change;
import dev.slipway.quota.GrantView;
import dev.slipway.quota.Grants;
import dev.slipway.quota.QuotaLine;
import dev.slipway.quota.request.Decision;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestView;
import dev.slipway.vm.plan.PlannedLaunch;
import dev.slipway.vm.plan.PlannedLaunches;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Opens a request's dialog, and does what its buttons say. At most one is open in a window. */
@SpringComponent
@UIScope
class RequestDialogs {
    private final QuotaRequests requests;
    private final PlannedLaunches planned;
    private final Grants grants;
    private final Actors actors;
    private Optional<RequestDialog> open = Optional.empty();

    RequestDialogs(QuotaRequests requests, PlannedLaunches planned, Grants grants, Actors actors) {
        this.requests = requests;
        this.planned = planned;
        this.grants = grants;
        this.actors = actors;
    }

    void open(QuotaRequestId request) {
        open.ifPresent(RequestDialog::close);
        RequestDialog dialog = new RequestDialog(this, request);
        dialog.addOpenedChangeListener(e -> {
            if (!e.isOpened() && open.filter(dialog::equals).isPresent()) {
                open = Optional.empty();
            }
        });
        open = Optional.of(dialog);
        dialog.open();
    }

    void changed(Set<Change> changes) {
        open.filter(d ->
                        changes.stream().anyMatch(c -> c.id().equals(d.request().value())))
                .ifPresent(RequestDialog::changed);
    }

    RequestView read(QuotaRequestId request) {
        return requests.get(request, actors.current());
    }

    List<QuotaLine> standing(QuotaRequestId request) {
        return requests.standing(request, actors.current());
    }

    Optional<PlannedLaunch> planned(QuotaRequestId request) {
        return Optional.ofNullable(
                planned.of(List.of(request), actors.current()).get(request));
    }

    List<GrantView> grants(QuotaRequestId request) {
        return grants.ofRequest(request, actors.current());
    }

    void approve(QuotaRequestId request, Decision decision) {
        requests.approve(request, decision, actors.current());
    }

    void refuse(QuotaRequestId request, String comment) {
        requests.refuse(request, comment, actors.current());
    }

    void withdraw(QuotaRequestId request) {
        requests.withdraw(request, actors.current());
    }

    void retry(QuotaRequestId request) {
        planned.retry(request, actors.current());
    }

    void drop(QuotaRequestId request) {
        planned.drop(request, actors.current());
    }

    void revoke(QuotaGrantId grant) {
        grants.revoke(grant, actors.current());
    }
}
