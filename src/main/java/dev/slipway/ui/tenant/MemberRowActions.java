package dev.slipway.ui.tenant;

import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.session.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another role for a member, or an end; what is not possible says why. */
class MemberRowActions extends MenuBar {
    private final MemberView member;
    private final ProjectView project;
    private final Members members;
    private final Actors actors;

    MemberRowActions(MemberView member, ProjectView project, Members members, Actors actors) {
        this.member = member;
        this.project = project;
        this.members = members;
        this.actors = actors;
        addThemeVariants(MenuBarVariant.TERTIARY, MenuBarVariant.SMALL);
        var more = addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        more.setAriaLabel("Actions of " + member.name());
        Optional<String> whyNot = whyNot();
        for (Role role : AddMemberDialog.ROLES) {
            Optional<String> already = role == member.role() ? Optional.of("Is that already.") : Optional.empty();
            item(more.getSubMenu(), "Make " + role.words(), whyNot.or(() -> already), () -> change(role));
        }
        item(more.getSubMenu(), "Remove", whyNot, this::confirmRemoval);
    }

    private Optional<String> whyNot() {
        return actors.current()
                .whyNot(Permission.MEMBER_EDIT, project.scope())
                .or(() -> member.fromSignIn()
                        ? Optional.of("Given by a group of single sign-on. Change it there.")
                        : Optional.empty());
    }

    private static void item(SubMenu menu, String verb, Optional<String> whyNot, Runnable action) {
        Div words = new Div(new Span(verb));
        whyNot.ifPresent(why -> {
            Span reason = new Span(why);
            reason.addClassName("sw-menu-reason");
            words.add(reason);
        });
        menu.addItem(words, e -> action.run()).setEnabled(whyNot.isEmpty());
    }

    private void change(Role role) {
        members.setRole(project.id(), member.user(), role, actors.current());
        Messages.done(member.name() + " is " + role.words() + " now.");
    }

    private void confirmRemoval() {
        List<String> consequences = new ArrayList<>(List.of(
                "Loses access at once; open consoles end.",
                "VMs stay with " + project.words() + " and keep counting on its quota."));
        if (member.role() == Role.PROJECT_MANAGER) {
            consequences.add("If no manager is left, an administrator of the tenant can make another.");
        }
        new ConsequenceDialog("Remove " + member.name() + "?", consequences, "Remove", () -> {
                    members.remove(project.id(), member.user(), actors.current());
                    Messages.done(member.name() + " is no member any more.");
                })
                .open();
    }
}
