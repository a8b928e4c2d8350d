package dev.slipway.ui.catalog;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.intake.SigningKey;
import dev.slipway.intake.SigningKeys;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Messages;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Makers' public keys by which images that are fetched may have to be signed. */
@Route("admin/signing-keys")
@PageTitle("Signing keys · Slipway")
@PermitAll
@Needs(Permission.HOST_READ)
public class SigningKeysView extends Page {
    private final SigningKeys keys;
    private final Actors actors;
    private final Table<SigningKey> table = new Table<>();

    SigningKeysView(SigningKeys keys, Actors actors) {
        this.keys = keys;
        this.actors = actors;
        fillHeight();
        add(
                new PageHeader(
                        "Signing keys",
                        "Of makers that are trusted. What is fetched can have to be signed by one of them.",
                        addButton()),
                table);
        table.main("Name", SigningKeysView::names, SigningKeysView::print);
        table.wide("Fingerprint", SigningKeysView::print);
        table.wide("Good until", SigningKeysView::until);
        table.actions(this::removeButton);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.KEY,
                "No signing keys yet",
                "Add the public key of a maker whose images you fetch, and compare its fingerprint with what the maker says.",
                addButton()));
        reload();
    }

    private void reload() {
        table.setItems(keys.list(actors.current()));
    }

    private ActionButton addButton() {
        ActionButton add = new ActionButton(
                "Add a key…",
                () -> new NewSigningKeyDialog(keys, actors, added -> {
                            Messages.done("Key " + added.name()
                                    + " is added. Compare its fingerprint with what its maker" + " says.");
                            reload();
                        })
                        .open());
        add.refuse(actors.current().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM));
        return add;
    }

    private ActionButton removeButton(SigningKey key) {
        ActionButton remove = new ActionButton(
                "Remove",
                () -> new ConsequenceDialog(
                                "Remove the key " + key.name() + "?",
                                List.of(
                                        "Files on their way that are still to be checked by it are refused.",
                                        "Images that were published stay, and say who signed them."),
                                "Remove",
                                () -> {
                                    keys.remove(key.id(), actors.current());
                                    reload();
                                })
                        .open());
        remove.refuse(actors.current().whyNot(Permission.IMAGE_EDIT, Scope.PLATFORM));
        return remove;
    }

    /** As we call it, and below that as it calls itself. */
    private static Div names(SigningKey key) {
        Div owner = new Div(key.owner());
        owner.addClassName("sub");
        return new Div(new Span(key.name()), owner);
    }

    /** In groups of four, as it is compared. */
    static Span print(SigningKey key) {
        Span print = new Span(key.fingerprint().replaceAll("(.{4})(?=.)", "$1 "));
        print.addClassName("sw-mono");
        return print;
    }

    private static Span until(SigningKey key) {
        if (key.unfit().isPresent()) {
            Span unfit = new Span("It " + key.unfit().get());
            unfit.addClassName("sw-trouble");
            return unfit;
        }
        return new Span(key.expiresAt()
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .orElse("Does not expire"));
    }
}
