package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.MemberView;
import dev.slipway.tenant.Members;
import dev.slipway.tenant.Tenants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/projects/{project}")
@Tag(name = "Members")
class MemberController {
    private final Members members;
    private final Tenants tenants;

    MemberController(Members members, Tenants tenants) {
        this.members = members;
        this.tenants = tenants;
    }

    /** @param name the exact one that the person signs in with */
    record NewMemberBody(@Nullable String name, @Nullable String role) {}

    record RoleBody(@Nullable String role) {}

    /** @param fromSignIn whether single sign-on gave the role, so that it cannot be changed by hand */
    record MemberBody(
            String user,
            String name,
            String displayName,
            boolean enabled,
            Role role,
            Instant since,
            boolean fromSignIn) {
        static MemberBody of(MemberView m) {
            return new MemberBody(
                    m.user().toString(), m.name(), m.displayName(), m.enabled(), m.role(), m.since(), m.fromSignIn());
        }
    }

    @GetMapping("/members")
    @Operation(summary = "Members of a project")
    Paging.PageBody<MemberBody> list(
            @PathVariable String project,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return Paging.body(
                members.list(
                        ProjectId.parse(project),
                        Optional.of(search),
                        Paging.of(page, size, sort, "name", "role", "since"),
                        actor),
                MemberBody::of);
    }

    @PostMapping("/members")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add somebody who has an account to a project")
    MemberBody add(@PathVariable String project, @RequestBody NewMemberBody body, Actor actor) {
        ProjectId id = mayEdit(project, actor);
        return MemberBody.of(members.add(id, Fields.need("name", body.name()), role(body.role()), actor));
    }

    @PutMapping("/members/{user}")
    @Operation(summary = "Change a member's role")
    MemberBody setRole(
            @PathVariable String project, @PathVariable String user, @RequestBody RoleBody body, Actor actor) {
        ProjectId id = mayEdit(project, actor);
        return MemberBody.of(members.setRole(id, UserId.parse(user), role(body.role()), actor));
    }

    @DeleteMapping("/members/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a member out of a project; what they made stays")
    void remove(@PathVariable String project, @PathVariable String user, Actor actor) {
        members.remove(ProjectId.parse(project), UserId.parse(user), actor);
    }

    @PostMapping("/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Leave a project; what I made stays")
    void leave(@PathVariable String project, Actor actor) {
        members.leave(ProjectId.parse(project), actor);
    }

    /** Before the body is looked at, so that strangers learn nothing from its faults. */
    private ProjectId mayEdit(String project, Actor actor) {
        return tenants.require(ProjectId.parse(project), Permission.MEMBER_EDIT, actor)
                .id();
    }

    private static Role role(@Nullable String text) {
        return Arrays.stream(Role.values())
                .filter(r -> r.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        "invalid-role", "role", "Choose a role: PROJECT_MANAGER, PROJECT_MEMBER or PROJECT_VIEWER."));
    }
}
