package dev.slipway.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ApiTokenView;
import dev.slipway.identity.ApiTokens;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One's own API tokens. */
@Route("tokens")
@PageTitle("API tokens · Slipway")
@PermitAll
public class TokensView extends Page {
    private final ApiTokens tokens;
    private final Actors actors;
    private final Table<ApiTokenView> table = new Table<>();

    TokensView(ApiTokens tokens, Actors actors) {
        this.tokens = tokens;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "API tokens",
                        "For scripts that act as you, with your roles. Each can be revoked by itself.",
                        Shortcut.on("n", newButton())),
                table);
        table.main("Name", t -> new Span(t.name()), t -> lastUsed(t.lastUsedAt()));
        table.wide("Made", t -> new TimeAgo(t.createdAt()));
        table.wide("Last used", t -> lastUsed(t.lastUsedAt()));
        table.wide("Ends", t -> t.expiresAt().<Component>map(TimeAgo::new).orElseGet(() -> new Span("Never")));
        table.actions(this::revokeButton);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.CODE,
                "No API tokens",
                "A token lets a script launch and control your VMs through the API at /api/docs.",
                newButton()));
        reload();
    }

    private void reload() {
        table.setItems(tokens.list(actors.current()));
    }

    private Button newButton() {
        Button add = new Button(
                "New token",
                VaadinIcon.PLUS.create(),
                e -> new NewTokenDialog(tokens, actors, issued -> {
                            reload();
                            new SecretDialog(issued).open();
                        })
                        .open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return add;
    }

    private Button revokeButton(ApiTokenView token) {
        Button revoke = new Button(
                "Revoke",
                e -> new ConsequenceDialog(
                                "Revoke the token " + token.name() + "?",
                                List.of("Scripts that use it are refused from now on.", "This cannot be taken back."),
                                "Revoke",
                                () -> {
                                    tokens.revoke(token.id(), actors.current());
                                    reload();
                                })
                        .open());
        revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL, ButtonVariant.ERROR);
        revoke.setAriaLabel("Revoke token " + token.name());
        return revoke;
    }

    private static Component lastUsed(Optional<Instant> at) {
        return at.<Component>map(TimeAgo::new).orElseGet(() -> new Span("Never used"));
    }
}
