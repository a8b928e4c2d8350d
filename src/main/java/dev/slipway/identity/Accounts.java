package dev.slipway.identity;

import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What platform administrators do with accounts; auditors see them. A password is shown to who made it up once, then never. */
@Service
public class Accounts {
    private final AccountTable table;
    private final Users users;
    private final AccountRepairs repairs;
    private final ApplicationEventPublisher events;

    Accounts(AccountTable table, Users users, AccountRepairs repairs, ApplicationEventPublisher events) {
        this.table = table;
        this.users = users;
        this.repairs = repairs;
        this.events = events;
    }

    /** @param password for one sign-in, at which another one has to be chosen; not to be had again */
    public record WithPassword(Account account, String password) {
        @Override
        public String toString() {
            return "WithPassword[" + account + "]";
        }
    }

    /**
     * @param search in names, of any case; empty = all
     * @param page sorted by {@code name}, {@code displayName}, {@code createdAt} or {@code lastSignInAt}
     */
    @Transactional(readOnly = true)
    public Page<Account> page(String search, Pageable page, Actor actor) {
        actor.require(Permission.USER_READ, Scope.PLATFORM);
        return table.page(search, page);
    }

    @Transactional(readOnly = true)
    public Account get(UserId user, Actor actor) {
        return require(user, Permission.USER_READ, actor);
    }

    /** Opens an account with a password for one sign-in. What it is made of records itself, refusals too. */
    @RetriesLostRaces
    @Transactional
    public WithPassword create(String name, String displayName, Optional<Role> platformRole, Actor actor) {
        String password = MadeUpPassword.fresh();
        UserView user = users.create(name, displayName, password, true, actor);
        if (platformRole.isPresent()) {
            users.setPlatformRole(user.id(), platformRole, actor);
        }
        return new WithPassword(get(user.id(), actor), password);
    }

    /** A new password for one sign-in. Ends the account's sessions; its tokens rest until the owner has chosen another. */
    @Audited("user.password-reset")
    @RetriesLostRaces
    @Transactional
    public WithPassword resetPassword(UserId user, Actor actor) {
        Account account = require(user, Permission.USER_EDIT, actor);
        if (!account.local()) {
            throw new Conflict(
                    "no-password-here",
                    account.name() + " signs in at the organisation, which keeps the password. Reset it there.");
        }
        String password = MadeUpPassword.fresh();
        repairs.givePassword(account, password);
        tell("user.password-reset", account, "Gave a password for one sign-in.", actor);
        return new WithPassword(get(user, actor), password);
    }

    /** Lets an account be tried again at once after too many failures. */
    @Audited("user.unlock")
    @Transactional
    public void unlock(UserId user, Actor actor) {
        Account account = require(user, Permission.USER_EDIT, actor);
        repairs.unlock(account);
        tell("user.unlock", account, "May be tried again at once.", actor);
    }

    /** For who lost both app and recovery codes. Ends the account's sessions. */
    @Audited("user.second-factor-reset")
    @RetriesLostRaces
    @Transactional
    public void resetSecondFactor(UserId user, Actor actor) {
        Account account = require(user, Permission.USER_EDIT, actor);
        if (!account.secondFactor()) {
            throw new Conflict("no-second-factor", account.name() + " has no second factor.");
        }
        repairs.removeSecondFactor(account);
        tell("user.second-factor-reset", account, "Took the second factor away.", actor);
    }

    private Account require(UserId user, Permission permission, Actor actor) {
        actor.require(permission, Permission.USER_READ, Scope.PLATFORM, "user");
        return table.find(user).orElseThrow(() -> NotFound.of("user"));
    }

    private void tell(String action, Account account, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "user", account.id().value(), account.name(), null, detail));
    }
}
