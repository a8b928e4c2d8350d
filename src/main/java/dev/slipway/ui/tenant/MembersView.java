package dev.slipway.ui.tenant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.live.Topic;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.PagedRows;
import dev.slipway.ui.component.SearchField;
import dev.slipway.ui.component.Shortcut;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;
import dev.slipway.ui.component.Words;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.ui.session.CurrentProject;
import dev.slipway.ui.session.Messages;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** Who works in the current project, and as what. */
@Route("members")
@PageTitle("Members · Slipway")
@PermitAll
public class MembersView extends Page {
    private final Members members;
    private final Actors actors;
    private final Table<MemberView> table = new Table<>();
    private String search = "";

    MembersView(Members members, Actors actors, CurrentProject current, LiveScreens live) {
        this.members = members;
        this.actors = actors;
        fillHeight();
        current.get().ifPresentOrElse(project -> show(project, live), () -> add(nowhere()));
    }

    private void show(ProjectView project, LiveScreens live) {
        PagedRows<MemberView> rows = new PagedRows<>(
                page -> members.list(project.id(), Optional.of(search), page, actors.current()), MemberView::user);
        add(header(project), toolbar(rows), table);
        table.main("Name", MembersView::name, m -> new Span(m.role().words())).setSortProperty("name");
        table.wide("Role", m -> new Span(Words.capitalised(m.role().words()))).setSortProperty("role");
        table.wide("Given by", m -> new Span(m.fromSignIn() ? "Single sign-on" : "A manager"));
        table.wide("Since", m -> new TimeAgo(m.since())).setSortProperty("since");
        table.actions(m -> new MemberRowActions(m, project, members, actors));
        table.setItems(rows);
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.USERS,
                "Nobody to show",
                "If you searched, nothing matches. Administrators of the tenant see everything here without being"
                        + " members."));
        live.follow(
                this,
                c -> c.topic() == Topic.PROJECT && project.id().equals(c.project()),
                changes -> rows.refreshAll());
    }

    private PageHeader header(ProjectView project) {
        Actor actor = actors.current();
        ActionButton add = new ActionButton(
                "Add member", VaadinIcon.PLUS.create(), () -> new AddMemberDialog(members, actors, project).open());
        add.addThemeName("primary");
        add.refuse(actor.whyNot(Permission.MEMBER_EDIT, project.scope()));
        ActionButton leave = new ActionButton("Leave", () -> confirmLeave(project));
        leave.refuse(whyNotLeave(project, actor));
        return new PageHeader(
                "Members", "Who works in " + project.words() + ", and as what.", leave, Shortcut.on("n", add));
    }

    private Optional<String> whyNotLeave(ProjectView project, Actor actor) {
        boolean member = actor.grants().stream()
                .anyMatch(g -> project.id().equals(g.scope().project()));
        return member
                ? Optional.empty()
                : Optional.of("You are no member here: you see this as an administrator or auditor.");
    }

    private void confirmLeave(ProjectView project) {
        new ConsequenceDialog(
                        "Leave " + project.title() + "?",
                        List.of(
                                "You no longer see it, and open consoles of yours there end.",
                                "Your VMs stay with it and keep counting on its quota.",
                                "Only one of its managers can let you in again."),
                        "Leave",
                        () -> {
                            members.leave(project.id(), actors.current());
                            Messages.done("You left " + project.title() + ".");
                            UI.getCurrent().getPage().setLocation("");
                        })
                .open();
    }

    private Div toolbar(PagedRows<MemberView> rows) {
        var field = new SearchField("Search members", "Search name", words -> {
            search = words;
            rows.refreshAll();
        });
        Div toolbar = new Div(Shortcut.on("/", field));
        toolbar.addClassName("sw-toolbar");
        return toolbar;
    }

    private static Component name(MemberView member) {
        Span account = new Span(member.name() + (member.enabled() ? "" : " · account disabled"));
        account.addClassName("sw-quiet");
        return new Div(new Div(new Span(member.displayName())), account);
    }

    private static EmptyState nowhere() {
        return new EmptyState(
                VaadinIcon.GROUP,
                "You belong nowhere yet",
                "Ask an administrator to add you; then load this page again.");
    }
}
