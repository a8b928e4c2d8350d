package dev.slipway.ui.request;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.slipway.kernel.QuotaGrantId;
import dev.slipway.quota.Deciders;
import dev.slipway.quota.GrantState;
import dev.slipway.quota.GrantView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.TimeAgo;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was given for a time, and when it ends or has ended. */
class GrantedPart extends UnorderedList {
    GrantedPart(List<GrantView> grants, Consumer<QuotaGrantId> revoke) {
        addClassName("sw-parts");
        setVisible(!grants.isEmpty());
        grants.forEach(g -> add(item(g, revoke)));
    }

    private static ListItem item(GrantView grant, Consumer<QuotaGrantId> revoke) {
        String amount = grant.dimension().show(grant.amount()) + ", " + grant.words();
        return switch (grant.state()) {
            case ACTIVE -> {
                ActionButton take = new ActionButton("Take back…", () -> confirm(grant, amount, revoke));
                take.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
                take.refuse(
                        grant.revocable()
                                ? Optional.empty()
                                : Optional.of("Ask " + Deciders.words(grant.level()) + " to take this back."));
                yield new ListItem(new Span(new Span(amount + ": ends "), new TimeAgo(grant.endsAt())), take);
            }
            case ENDED, REVOKED ->
                new ListItem(
                        new Span(amount + ": " + (grant.state() == GrantState.ENDED ? "has ended" : "was taken back")));
        };
    }

    private static void confirm(GrantView grant, String amount, Consumer<QuotaGrantId> revoke) {
        new ConsequenceDialog(
                        "Take back " + amount + "?",
                        List.of("The limit is lower at once.", "What runs goes on; only growth is stopped."),
                        "Take back",
                        () -> revoke.accept(grant.id()))
                .open();
    }
}
