package dev.slipway.api;

import dev.slipway.identity.Account;
import dev.slipway.identity.Accounts;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.Users;
import dev.slipway.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
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
@RequestMapping("/api/v1/users")
@Tag(name = "Users (administrators)")
class UserController {
    private final Accounts accounts;
    private final Users users;
    private final Sessions sessions;

    UserController(Accounts accounts, Users users, Sessions sessions) {
        this.accounts = accounts;
        this.users = users;
        this.sessions = sessions;
    }

    /** @param blockedUntil absent = not blocked @param local whether it has a password here */
    record UserBody(
            String id,
            String name,
            String displayName,
            boolean enabled,
            @Nullable Role platformRole,
            boolean local,
            boolean passwordTemporary,
            boolean secondFactor,
            @Nullable Instant blockedUntil,
            int sessions,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {
        static UserBody of(Account a) {
            return new UserBody(
                    a.id().toString(),
                    a.name(),
                    a.displayName(),
                    a.enabled(),
                    a.platformRole().orElse(null),
                    a.local(),
                    a.passwordTemporary(),
                    a.secondFactor(),
                    a.blockedUntil().orElse(null),
                    a.sessions(),
                    a.createdAt(),
                    a.lastSignInAt().orElse(null));
        }
    }

    /** @param platformRole absent = none */
    record NewUserBody(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable Role platformRole) {}

    /** @param password for one sign-in; shown this once */
    record UserWithPasswordBody(UserBody user, String password) {
        static UserWithPasswordBody of(Accounts.WithPassword w) {
            return new UserWithPasswordBody(UserBody.of(w.account()), w.password());
        }
    }

    /** @param role absent = none */
    record PlatformRoleBody(@Nullable Role role) {}

    record EndedBody(int ended) {}

    @GetMapping
    @Operation(summary = "Every account; search looks into names")
    Paging.PageBody<UserBody> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = Paging.DEFAULT_SIZE) int size,
            @RequestParam(required = false) @Nullable String sort,
            Actor actor) {
        return Paging.body(
                accounts.page(
                        search, Paging.of(page, size, sort, "name", "displayName", "createdAt", "lastSignInAt"), actor),
                UserBody::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open an account; its password is good for one sign-in and shown this once")
    UserWithPasswordBody create(@RequestBody NewUserBody body, Actor actor) {
        return UserWithPasswordBody.of(accounts.create(
                Fields.need("name", body.name()),
                Fields.need("displayName", body.displayName()),
                Optional.ofNullable(body.platformRole()),
                actor));
    }

    @GetMapping("/{user}")
    @Operation(summary = "One account")
    UserBody get(@PathVariable String user, Actor actor) {
        return UserBody.of(accounts.get(UserId.parse(user), actor));
    }

    @PostMapping("/{user}/actions/enable")
    @Operation(summary = "Let an account sign in again")
    UserBody enable(@PathVariable String user, Actor actor) {
        return enabled(UserId.parse(user), true, actor);
    }

    @PostMapping("/{user}/actions/disable")
    @Operation(summary = "Disable an account: its sessions end, its tokens are refused")
    UserBody disable(@PathVariable String user, Actor actor) {
        return enabled(UserId.parse(user), false, actor);
    }

    private UserBody enabled(UserId user, boolean enabled, Actor actor) {
        users.setEnabled(user, enabled, actor);
        return UserBody.of(accounts.get(user, actor));
    }

    @PutMapping("/{user}/platform-role")
    @Operation(summary = "Make somebody platform administrator or auditor, or neither")
    UserBody platformRole(@PathVariable String user, @RequestBody PlatformRoleBody body, Actor actor) {
        users.setPlatformRole(UserId.parse(user), Optional.ofNullable(body.role()), actor);
        return get(user, actor);
    }

    @PostMapping("/{user}/actions/reset-password")
    @Operation(summary = "Give an account a password for one sign-in, shown this once; its sessions end")
    UserWithPasswordBody resetPassword(@PathVariable String user, Actor actor) {
        return UserWithPasswordBody.of(accounts.resetPassword(UserId.parse(user), actor));
    }

    @PostMapping("/{user}/actions/unlock")
    @Operation(summary = "Let an account be tried again at once after too many failures")
    UserBody unlock(@PathVariable String user, Actor actor) {
        accounts.unlock(UserId.parse(user), actor);
        return get(user, actor);
    }

    @PostMapping("/{user}/actions/reset-second-factor")
    @Operation(summary = "Take an account's second factor away; its sessions end")
    UserBody resetSecondFactor(@PathVariable String user, Actor actor) {
        accounts.resetSecondFactor(UserId.parse(user), actor);
        return get(user, actor);
    }

    @GetMapping("/{user}/sessions")
    @Operation(summary = "Where an account is signed in")
    List<SessionController.SessionBody> sessions(@PathVariable String user, Actor actor) {
        return sessions.list(UserId.parse(user), actor).stream()
                .map(SessionController.SessionBody::of)
                .toList();
    }

    @DeleteMapping("/{user}/sessions")
    @Operation(summary = "Sign an account out everywhere")
    EndedBody endSessions(@PathVariable String user, Actor actor) {
        return new EndedBody(sessions.endAllOf(UserId.parse(user), Optional.empty(), actor));
    }
}
