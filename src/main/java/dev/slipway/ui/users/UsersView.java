package dev.slipway.ui.users;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;

/** Every account: who, what they are on the platform, whether they can sign in. */
@Route("admin/users")
@PageTitle("Users · Slipway")
@PermitAll
@Needs(Permission.USER_READ)
public class UsersView extends dev.slipway.ui.component.Page {
    private final Accounts accounts;
    private final Actors actors;
    private final UserActions actions;
    private final SearchField search = new SearchField("Search users", "Search names", words -> refresh());
    private final Span count = new Span();
    private final Table<Account> table = new Table<>();
    private final PagedRows<Account> rows;
    private Actor reader;

    UsersView(Accounts accounts, Actors actors, UserActions actions) {
        this.accounts = accounts;
        this.actors = actors;
        this.actions = actions;
        this.reader = actors.current();
        fillHeight();
        rows = new PagedRows<>(this::read, Account::id);
        table.main("Name", UsersView::name, UsersView::state).setKey("name").setSortProperty("name");
        table.wide(
                "Platform role", a -> new Span(a.platformRole().map(Role::words).orElse("–")));
        table.wide("State", UsersView::state);
        table.wide("Signs in with", UsersView::means);
        table.wide("Sessions", a -> new Span(Integer.toString(a.sessions())));
        table.wide(
                        "Last sign-in",
                        a -> a.lastSignInAt().<Component>map(TimeAgo::new).orElseGet(() -> new Span("Never")))
                .setSortProperty("lastSignInAt");
        table.wide("Opened", a -> new TimeAgo(a.createdAt())).setSortProperty("createdAt");
        table.getColumns().stream()
                .filter(c -> c.getSortOrder(com.vaadin.flow.data.provider.SortDirection.ASCENDING)
                        .findAny()
                        .isPresent())
                .forEach(c -> c.setSortable(true));
        table.actions(a -> new UserRowActions(a, actions, reader, rows::refreshAll));
        table.setDataProvider(rows);
        table.setEmptyStateComponent(
                new EmptyState(VaadinIcon.USERS, "Nobody to show", "No name contains what you searched for."));
        add(
                new PageHeader(
                        "Users", "Accounts of this portal, and of those who came by single sign-on.", newButton()),
                toolbar(),
                table);
    }

    private void refresh() {
        rows.refreshAll();
    }

    private Component newButton() {
        ActionButton add = new ActionButton(
                "New user",
                VaadinIcon.PLUS.create(),
                () -> new NewUserDialog(accounts, actors, rows::refreshAll).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(actors.current().whyNot(Permission.USER_EDIT, Scope.PLATFORM));
        return Shortcut.on("n", add);
    }

    private Div toolbar() {
        count.addClassName("count");
        Div toolbar = new Div(Shortcut.on("/", search), count);
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private org.springframework.data.domain.Page<Account> read(org.springframework.data.domain.PageRequest wanted) {
        reader = actors.current();
        var page = accounts.page(search.getValue(), wanted, reader);
        long total = page.getTotalElements();
        count.setText(total == 1 ? "1 user" : total + " users");
        return page;
    }

    private static Component name(Account account) {
        Span shown = new Span(account.displayName());
        shown.addClassName("sw-quiet");
        return new Div(new Div(new Span(account.name())), shown);
    }

    private static Component state(Account account) {
        Span badge = new Span("Works");
        badge.addClassName("sw-badge");
        if (!account.enabled()) {
            badge.setText("Disabled");
            badge.addClassName("off");
        } else if (account.blockedUntil().isPresent()) {
            badge.setText("Locked");
            badge.addClassName("bad");
        } else if (account.passwordTemporary()) {
            badge.setText("Password to choose");
            badge.addClassName("warn");
        } else {
            badge.addClassName("ok");
        }
        return badge;
    }

    private static Component means(Account account) {
        String local = account.secondFactor() ? "Password and code" : "Password";
        return new Span(account.local() ? local : "Single sign-on");
    }
}
