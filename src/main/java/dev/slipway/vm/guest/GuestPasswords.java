package dev.slipway.vm.guest;

import dev.slipway.identity.Actor;
import dev.slipway.identity.MadeUpPassword;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.tenant.Suspensions;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passwords of accounts inside running guests, for whoever has lost the way in: made up here, told to the guest by its
 * agent, and shown once. Nobody types one, so that nobody uses one that is good elsewhere.
 */
@Service
public class GuestPasswords {
    static final String ACCOUNT = "account";
    /** What Linux and Windows take for a local account's name, without what a shell could take for something else. */
    private static final Pattern ACCOUNT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");

    private final VmLookup lookup;
    private final VmRules rules;
    private final Suspensions suspensions;
    private final PendingPasswords pending;
    private final Beginning beginning;

    GuestPasswords(
            VmLookup lookup, VmRules rules, Suspensions suspensions, PendingPasswords pending, Beginning beginning) {
        this.lookup = lookup;
        this.rules = rules;
        this.suspensions = suspensions;
        this.pending = pending;
        this.beginning = beginning;
    }

    /**
     * @param account empty = the one that the VM's image is signed in to with, else {@code root}
     * @throws InvalidRequest {@code bad-account} if nothing could be called so
     * @throws dev.slipway.kernel.Conflict {@code vm-off}, {@code vm-paused}: only a guest that runs can be told
     */
    @Audited("vm.set-password")
    @RetriesLostRaces
    @Transactional
    public GuestPassword set(VmId id, Optional<String> account, Actor actor) {
        var vm = lookup.require(id, VmRules.permission(VmAction.SET_PASSWORD), actor);
        rules.require(VmAction.SET_PASSWORD, vm);
        suspensions.requireMayRun(vm.owner().tenant());
        var name = account.orElseGet(() -> usual(vm));
        if (!ACCOUNT_NAME.matcher(name).matches()) {
            throw new InvalidRequest(
                    "bad-account",
                    ACCOUNT,
                    "The name of an account begins with a letter, and has at most 32 letters, digits, dots, dashes and"
                            + " underscores.");
        }
        var operation = beginning.begin(
                Verb.SET_PASSWORD,
                vm,
                Map.of(ACCOUNT, name),
                "vm.set-password",
                "A new password for account " + name + " in its guest.",
                actor);
        var password = MadeUpPassword.fresh();
        pending.put(id, password);
        return new GuestPassword(name, password, operation);
    }

    private static String usual(VmRow vm) {
        return vm.image().defaultUser().isBlank() ? "root" : vm.image().defaultUser();
    }
}
