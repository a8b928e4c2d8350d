package dev.slipway.ui.request;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.quota.request.RequestView;
import dev.slipway.ui.component.Facts;
import dev.slipway.ui.component.HasFields;
import dev.slipway.ui.component.StateBadge;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Messages;
import java.util.Optional;

/** One request: what, for whom, why, how the limits stand; and what the person may do with it. */
class RequestDialog extends Dialog implements HasFields {
    private final RequestDialogs dialogs;
    private final QuotaRequestId id;
    private final Div body = new Div();
    private Optional<DecisionForm> form = Optional.empty();

    RequestDialog(RequestDialogs dialogs, QuotaRequestId id) {
        this.dialogs = dialogs;
        this.id = id;
        body.addClassName("sw-request");
        add(body);
        show(dialogs.read(id));
    }

    QuotaRequestId request() {
        return id;
    }

    /** What is being typed stays, as long as it can still be sent. */
    void changed() {
        RequestView now = dialogs.read(id);
        if (form.isEmpty() || !now.decidable()) {
            show(now);
        }
    }

    @Override
    public Optional<? extends HasValidation> field(String name) {
        return form.flatMap(f -> f.field(name));
    }

    private void show(RequestView request) {
        setHeaderTitle(request.words() + " more for " + request.path().memberName());
        body.removeAll();
        getFooter().removeAll();
        body.add(facts(request), new RequestParts(request, dialogs.standing(id)));
        dialogs.planned(id)
                .ifPresent(p -> body.add(new PlannedPart(
                        p,
                        () -> act(() -> dialogs.retry(id), "Trying again."),
                        () -> act(() -> dialogs.drop(id), "It will not be launched."))));
        GrantedPart granted = new GrantedPart(dialogs.grants(id), g -> act(() -> dialogs.revoke(g), "Taken back."));
        body.add(granted);
        form = request.decidable() ? Optional.of(new DecisionForm(request)) : Optional.empty();
        form.ifPresent(f -> {
            body.add(f);
            getFooter().add(f.refuse(() -> act(() -> dialogs.refuse(id, f.comment()), "Refused.")));
        });
        if (request.withdrawable()) {
            getFooter().add(new Button("Withdraw", e -> act(() -> dialogs.withdraw(id), "Withdrawn.")));
        }
        getFooter().add(new Button("Close", e -> close()));
        form.ifPresent(f ->
                getFooter().add(f.approve(() -> act(() -> dialogs.approve(id, f.decision()), "Approved."))));
    }

    private void act(Runnable action, String done) {
        form.ifPresent(DecisionForm::forgive);
        action.run();
        Messages.done(done);
        show(dialogs.read(id));
    }

    private static Component facts(RequestView request) {
        Facts facts = new Facts()
                .with("State", StateBadge.of(request.state()))
                .with("Where", request.project().full())
                .with("Asked by", request.requesterName())
                .with("When", new TimeAgo(request.askedAt()))
                .with("Why", request.reason());
        request.until().ifPresentOrElse(at -> facts.with("Until", new Day(at)), () -> facts.with("Until", "for good"));
        if (!request.waitsFor().isEmpty()) {
            facts.with("Waits for", request.waitsFor());
            facts.with("Expires", new TimeAgo(request.expiresAt()));
        }
        request.decidedBy().ifPresent(by -> facts.with("Decided by", by));
        if (!request.comments().isEmpty()) {
            facts.with("Comment", request.comments());
        }
        return facts;
    }
}
