package dev.slipway.ui.request;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.QuotaRequestId;
import dev.slipway.kernel.UserId;
import dev.slipway.live.Change;
import dev.slipway.live.Topic;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.quota.request.RequestQuery.Box;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.AskLink;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.GrantHints;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.live.QuotaChanges;
import dev.slipway.ui.session.CurrentProject;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests for more: those to decide, one's own, and all that one may see. */
@Route(AskLink.SCREEN)
@PageTitle("Requests · Slipway")
@PermitAll
public class RequestsView extends Page implements BeforeEnterObserver {
    private static final String REQUEST = "request";

    private final RequestDialogs dialogs;
    private final RequestTable table;
    private final GrantHints hints = new GrantHints();
    private final AskDialogs asking;
    private final Granted granted;
    private final Actors actors;
    private final Optional<ProjectView> project;

    RequestsView(
            QuotaRequests requests,
            RequestDialogs dialogs,
            AskDialogs asking,
            Granted granted,
            CurrentProject current,
            Actors actors,
            LiveScreens live) {
        this.dialogs = dialogs;
        this.asking = asking;
        this.granted = granted;
        this.actors = actors;
        this.project = current.get();
        fillHeight();
        Box first = requests.toDecide(actors.current()) > 0 ? Box.TO_DECIDE : Box.MINE;
        table = new RequestTable(requests, dialogs, actors, first);
        add(
                new PageHeader(
                        "Requests", "Asking for more than the limits allow, and deciding about it.", askButton()),
                hints,
                toolbar(),
                table);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.ENVELOPE_OPEN,
                "No requests here",
                "Short of quota? Ask for more: whoever sets that limit decides, and you see here what they say."));
        showHints();
        live.follow(
                this,
                c -> c.topic() == Topic.REQUEST
                        || project.filter(p -> QuotaChanges.concern(c, p)).isPresent(),
                this::changed);
    }

    /** To this screen with the request's dialog open. */
    static QueryParameters show(QuotaRequestId request) {
        return QueryParameters.simple(Map.of(REQUEST, request.toString()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters query = event.getLocation().getQueryParameters();
        query.getSingleParameter(REQUEST).ifPresent(id -> dialogs.open(QuotaRequestId.parse(id)));
        query.getSingleParameter(AskLink.NEEDS)
                .ifPresent(needs -> query.getSingleParameter(AskLink.PROJECT)
                        .ifPresent(in -> asking.forMore(
                                ProjectId.parse(in),
                                query.getSingleParameter(AskLink.MEMBER).map(UserId::parse),
                                NeededAmounts.parse(needs))));
    }

    private void changed(Set<Change> changes) {
        if (changes.stream().anyMatch(c -> c.topic() == Topic.REQUEST)) {
            table.reload();
            dialogs.changed(changes);
        }
        showHints();
    }

    private void showHints() {
        project.ifPresent(p -> hints.show(granted.active(p)));
    }

    private Div toolbar() {
        Span count = table.count();
        count.addClassName("count");
        Div toolbar = new Div(table.boxes(), table.states(), count);
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private Button askButton() {
        ActionButton ask = new ActionButton(
                "Ask for more",
                VaadinIcon.PLUS.create(),
                () -> project.ifPresent(p -> asking.forMore(p.id(), Optional.empty(), Amounts.NONE)));
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        Actor actor = actors.current();
        ask.refuse(
                project.isEmpty()
                        ? Optional.of("Nobody has added you yet. Ask the manager of your team to.")
                        : actor.whyNot(Permission.QUOTA_REQUEST, project.get().scope()));
        return Shortcut.on("n", ask);
    }
}
