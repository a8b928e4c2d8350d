package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The people of a project. Whoever is taken out loses access with their next request; what they made stays with the
 * project. The last manager may go too: an administrator of the tenant can always make another.
 */
@Service
public class Members {
    private final Tenants tenants;
    private final MemberRows rows;
    private final MemberChanges changes;

    Members(Tenants tenants, MemberRows rows, MemberChanges changes) {
        this.tenants = tenants;
        this.rows = rows;
        this.changes = changes;
    }

    /** By name, unless sorted by {@code name}, {@code role} or {@code since}. */
    @Transactional(readOnly = true)
    public Page<MemberView> list(ProjectId project, Optional<String> search, Pageable page, Actor actor) {
        tenants.require(project, Permission.MEMBER_READ, actor);
        String text = search.orElse("");
        return new PageImpl<>(rows.page(project, text, page), page, rows.count(project, text));
    }

    /** @param name the exact one that the person signs in with: accounts cannot be searched here */
    @Audited("project.member.set")
    @RetriesLostRaces
    @Transactional
    public MemberView add(ProjectId project, String name, Role role, Actor actor) {
        ProjectView view = tenants.requireActive(project, Permission.MEMBER_EDIT, actor);
        Tenants.requireProjectRole(role);
        UserId user = rows.account(name).orElseThrow(() -> noAccount(name, "name"));
        rows.find(project, user).ifPresent(m -> {
            throw new Conflict(
                    "already-member",
                    m.name() + " is in there already, as " + m.role().words() + ". Change the role instead.");
        });
        changes.set(view, user, role, actor);
        return get(project, user);
    }

    @Audited("project.member.set")
    @RetriesLostRaces
    @Transactional
    public MemberView setRole(ProjectId project, UserId user, Role role, Actor actor) {
        ProjectView view = tenants.require(project, Permission.MEMBER_EDIT, actor);
        Tenants.requireProjectRole(role);
        requireByHand(get(project, user));
        changes.set(view, user, role, actor);
        return get(project, user);
    }

    @Audited("project.member.remove")
    @RetriesLostRaces
    @Transactional
    public void remove(ProjectId project, UserId user, Actor actor) {
        ProjectView view = tenants.require(project, Permission.MEMBER_EDIT, actor);
        changes.remove(view, requireByHand(get(project, user)), actor);
    }

    /** Oneself. What one made there stays, and still counts on one's path until it is deleted or moved. */
    @Audited("project.member.remove")
    @RetriesLostRaces
    @Transactional
    public void leave(ProjectId project, Actor actor) {
        ProjectView view = tenants.require(project, Permission.PROJECT_READ, actor);
        MemberView self = rows.find(project, actor.requireUser())
                .orElseThrow(() -> new Conflict(
                        "no-member",
                        "You are no member there: you see it as an administrator or auditor. There is nothing to"
                                + " leave."));
        changes.remove(view, requireByHand(self), actor);
    }

    /** Those of the users who still reach the project; others are former members. The caller has authorised it. */
    @Transactional(readOnly = true)
    public Set<UserId> stillHere(ProjectId project, Collection<UserId> users) {
        return rows.stillHere(project, users);
    }

    private MemberView get(ProjectId project, UserId user) {
        return rows.find(project, user).orElseThrow(() -> NotFound.of("member"));
    }

    static MemberView requireByHand(MemberView member) {
        if (member.fromSignIn()) {
            throw new Conflict(
                    "from-sign-in",
                    member.name() + " is " + member.role().words() + " because a group of single sign-on says so, and"
                            + " would be again at the next sign-in. Change the group, or the sign-in rule.");
        }
        return member;
    }

    static InvalidRequest noAccount(String name, String field) {
        return new InvalidRequest(
                "no-such-user",
                field,
                "Nobody signs in as “" + name.strip() + "”. Names are exact. If the person has no account yet, ask a"
                        + " platform administrator to open one.");
    }
}
