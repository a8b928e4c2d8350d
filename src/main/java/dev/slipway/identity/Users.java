package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Local accounts. Names are case-insensitive and unique; passwords are hashed with a modern KDF and never shown. */
@Service
public class Users {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{2,64}");
    private static final Set<Role> PLATFORM_ROLES = EnumSet.of(Role.PLATFORM_ADMIN, Role.PLATFORM_AUDITOR);

    private final UserRows rows;
    private final NewAccounts accounts;
    private final PasswordChange passwords;
    private final ApplicationEventPublisher events;

    Users(UserRows rows, NewAccounts accounts, PasswordChange passwords, ApplicationEventPublisher events) {
        this.rows = rows;
        this.accounts = accounts;
        this.passwords = passwords;
        this.events = events;
    }

    @Audited("user.create")
    @Transactional
    public UserView create(String name, String displayName, String password, Actor actor) {
        actor.require(Permission.USER_EDIT, Scope.PLATFORM);
        String shortName = canonical(name);
        if (!isName(shortName)) {
            throw new InvalidRequest(
                    "invalid-name",
                    "name",
                    "A user name has 2 to 64 characters: letters a to z, digits, dot, hyphen and underscore.");
        }
        UserRow user = accounts.open(shortName, displayName, password);
        events.publishEvent(actor.did(
                "user.create", "user", user.id().value(), shortName, null, "Opened the account " + shortName + "."));
        return user.view();
    }

    /** Oneself, or anybody for those with {@code USER_READ} on the platform. */
    @Transactional(readOnly = true)
    public UserView get(UserId user, Actor actor) {
        if (!user.equals(actor.user()) && !actor.can(Permission.USER_READ, Scope.PLATFORM)) {
            throw NotFound.of("user");
        }
        return row(user).view();
    }

    /** By the name one signs in with, in any case. For those with {@code USER_READ} on the platform. */
    @Transactional(readOnly = true)
    public Optional<UserView> find(String name, Actor actor) {
        actor.require(Permission.USER_READ, Scope.PLATFORM);
        return rows.named(canonical(name)).map(UserRow::view);
    }

    /** One's own, knowing the old one. Wrong tries count as failed sign-ins. */
    @Audited("user.password")
    public void changePassword(String oldPassword, String newPassword, Actor actor) {
        passwords.change(actor.requireUser(), oldPassword, newPassword, actor);
    }

    /** The portal-wide role, or none. The last enabled administrator keeps theirs. */
    @Audited("user.platform-role")
    @RetriesLostRaces
    @Transactional
    public void setPlatformRole(UserId user, Optional<Role> role, Actor actor) {
        actor.require(Permission.USER_EDIT, Scope.PLATFORM);
        if (role.isPresent() && !PLATFORM_ROLES.contains(role.get())) {
            throw new InvalidRequest(
                    "not-a-platform-role", "role", "A " + role.get().words() + " is one of a tenant or project only.");
        }
        if (!role.equals(Optional.of(Role.PLATFORM_ADMIN))) {
            requireAnotherAdministrator(user);
        }
        UserRow row = row(user);
        row.give(role);
        String now = role.map(r -> "Is now " + r.words() + ".").orElse("Has no platform role any more.");
        events.publishEvent(actor.did("user.platform-role", "user", user.value(), row.name(), null, now));
    }

    /** A disabled account cannot sign in, and its sessions and tokens end with their next request. */
    @Audited("user.enabled")
    @RetriesLostRaces
    @Transactional
    public void setEnabled(UserId user, boolean enabled, Actor actor) {
        actor.require(Permission.USER_EDIT, Scope.PLATFORM);
        if (!enabled) {
            requireAnotherAdministrator(user);
        }
        UserRow row = row(user);
        row.enable(enabled);
        events.publishEvent(
                actor.did("user.enabled", "user", user.value(), row.name(), null, enabled ? "Enabled." : "Disabled."));
    }

    private void requireAnotherAdministrator(UserId user) {
        var able = rows.lockedAdministrators().stream()
                .filter(UserRow::isEnabled)
                .map(UserRow::id)
                .toList();
        if (able.equals(List.of(user))) {
            throw new Conflict(
                    "last-administrator", "This is the last platform administrator. Make somebody else one first.");
        }
    }

    private UserRow row(UserId user) {
        return rows.findById(user.value()).orElseThrow(() -> NotFound.of("user"));
    }

    /** Whether an account could be called so. */
    static boolean isName(String canonical) {
        return NAME.matcher(canonical).matches();
    }

    static String canonical(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
