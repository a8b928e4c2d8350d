package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Local accounts. Names are case-insensitive and unique; passwords are hashed with a modern KDF and never shown. */
@Service
public class Users {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{2,64}");

    private final UserRows rows;
    private final NewAccounts accounts;
    private final PasswordChange passwords;
    private final PlatformStanding standing;
    private final ApplicationEventPublisher events;

    Users(
            UserRows rows,
            NewAccounts accounts,
            PasswordChange passwords,
            PlatformStanding standing,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.accounts = accounts;
        this.passwords = passwords;
        this.standing = standing;
        this.events = events;
    }

    @Audited("user.create")
    @Transactional
    public UserView create(String name, String displayName, String password, Actor actor) {
        return create(name, displayName, password, false, actor);
    }

    /** @param temporary whether the password is for one sign-in, at which another has to be chosen */
    @Audited("user.create")
    @Transactional
    public UserView create(String name, String displayName, String password, boolean temporary, Actor actor) {
        actor.require(Permission.USER_EDIT, Scope.PLATFORM);
        String shortName = canonical(name);
        if (!isName(shortName)) {
            throw new InvalidRequest(
                    "invalid-name",
                    "name",
                    "A user name has 2 to 64 characters: letters a to z, digits, dot, hyphen and underscore.");
        }
        UserRow user = accounts.open(shortName, displayName, password, temporary);
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

    /** How one is shown to others. */
    @Audited("user.display-name")
    @RetriesLostRaces
    @Transactional
    public UserView rename(String displayName, Actor actor) {
        UserRow row = row(actor.requireUser());
        if (row.passwordHash() == null) {
            throw new Conflict("named-elsewhere", "Your name comes from your organisation. Change it there.");
        }
        row.callThem(NewAccounts.shown(displayName));
        events.publishEvent(actor.did(
                "user.display-name", "user", row.id().value(), row.name(), null, "Changed their display name."));
        return row.view();
    }

    /** One's own, knowing the old one. Wrong tries count as failed sign-ins. Ends one's other sessions. */
    @Audited("user.password")
    public void changePassword(String oldPassword, String newPassword, Actor actor) {
        passwords.change(actor.requireUser(), oldPassword, newPassword, actor);
    }

    /** The portal-wide role, or none. The last enabled administrator keeps theirs. */
    @Audited("user.platform-role")
    @RetriesLostRaces
    @Transactional
    public void setPlatformRole(UserId user, Optional<Role> role, Actor actor) {
        actor.require(Permission.USER_EDIT, Permission.USER_READ, Scope.PLATFORM, "user");
        UserRow row = standing.give(user, role);
        String now = role.map(r -> "Is now " + r.words() + ".").orElse("Has no platform role any more.");
        events.publishEvent(actor.did("user.platform-role", "user", user.value(), row.name(), null, now));
    }

    /** A disabled account cannot sign in; its sessions end, and its tokens are refused. */
    @Audited("user.enabled")
    @RetriesLostRaces
    @Transactional
    public void setEnabled(UserId user, boolean enabled, Actor actor) {
        actor.require(Permission.USER_EDIT, Permission.USER_READ, Scope.PLATFORM, "user");
        UserRow row = standing.enable(user, enabled);
        events.publishEvent(
                actor.did("user.enabled", "user", user.value(), row.name(), null, enabled ? "Enabled." : "Disabled."));
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
