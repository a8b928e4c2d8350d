package dev.slipway.ui.tenant;

import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.ProjectView;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import dev.slipway.ui.session.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another role for a member, or an end; what is not possible says why. */
class MemberRowActions extends RowMenu {
    private final MemberView member;
    private final ProjectView project;
    private final Members members;
    private final Actors actors;

    MemberRowActions(MemberView member, ProjectView project, Members members, Actors actors) {
        super(member.name());
        this.member = member;
        this.project = project;
        this.members = members;
        this.actors = actors;
        Optional<String> whyNot = whyNot();
        for (Role role : AddMemberDialog.ROLES) {
            Optional<String> already = role == member.role() ? Optional.of("Is that already.") : Optional.empty();
            item("Make " + role.words(), whyNot.or(() -> already), () -> change(role));
        }
        item("Remove", whyNot, this::confirmRemoval);
    }

    private Optional<String> whyNot() {
        return actors.current()
                .whyNot(Permission.MEMBER_EDIT, project.scope())
                .or(() -> member.fromSignIn()
                        ? Optional.of("Given by a group of single sign-on. Change it there.")
                        : Optional.empty());
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
