package dev.slipway.sso;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ExternalAccounts;
import dev.slipway.identity.UserView;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.UserId;
import dev.slipway.tenant.ProvidedMemberships;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Lets people in by what their token proves: opens their account at the first time that a rule gives them something, and has
 * what the rules give replace what they gave before. All in one transaction.
 */
@Component
class Admissions {
    private final RuleTable rules;
    private final ExternalIdentities identities;
    private final ExternalAccounts accounts;
    private final ProvidedMemberships memberships;
    private final Actors actors;
    private final SsoSettings settings;
    private final ApplicationEventPublisher events;

    Admissions(
            RuleTable rules,
            ExternalIdentities identities,
            ExternalAccounts accounts,
            ProvidedMemberships memberships,
            Actors actors,
            SsoSettings settings,
            ApplicationEventPublisher events) {
        this.rules = rules;
        this.identities = identities;
        this.accounts = accounts;
        this.memberships = memberships;
        this.actors = actors;
        this.settings = settings;
        this.events = events;
    }

    /** By a browser: the claims are applied even if a token of the same second was applied before. */
    @RetriesLostRaces
    @Transactional
    Admission signIn(Proof proof, String origin, boolean create) {
        Admission admission = admit(proof, origin, create, true);
        switch (admission) {
            case Admission.Admitted(UserId user, String name) ->
                events.publishEvent(actors.of(user, origin)
                        .did(
                                "user.sign-in",
                                "user",
                                user.value(),
                                name,
                                null,
                                "Signed in at " + settings.name() + "."));
            case Admission.Unmapped(String name) -> refused(name, "No rule gives them a role.", origin);
            case Admission.Disabled(String name) -> refused(name, "The account is disabled.", origin);
        }
        return admission;
    }

    /** By a bearer token: its claims are applied once, and not if newer ones are known. */
    @RetriesLostRaces
    @Transactional
    Admission present(Proof proof, String origin, boolean create) {
        return admit(proof, origin, create, false);
    }

    private Admission admit(Proof proof, String origin, boolean create, boolean again) {
        String wished =
                proof.claims().text(settings.nameClaim()).orElse(proof.claims().displayName());
        Optional<ExternalIdentities.Known> known = identities.find(proof.who());
        Instant issued = proof.issuedAt().truncatedTo(ChronoUnit.MICROS);
        if (known.filter(k -> !isNews(issued, k, again)).isEmpty()) {
            List<RuleBook.Hit> hits = new RuleBook(rules.all()).hits(proof.claims());
            if (known.isEmpty() && hits.isEmpty()) {
                return new Admission.Unmapped(wished);
            }
            UserId user = account(proof, wished).id();
            if (!isEnabled(user)) {
                return new Admission.Disabled(wished);
            }
            apply(user, proof, issued, hits, create, again);
        }
        return judge(identities.find(proof.who()).orElseThrow().user(), wished, known.isEmpty(), origin);
    }

    private UserView account(Proof proof, String wished) {
        Actor system = Actor.system("single-sign-on");
        Optional<ExternalIdentities.Known> known = identities.locked(proof.who());
        if (known.isPresent()) {
            return accounts.follow(known.get().user(), proof.claims().displayName());
        }
        UserView user = accounts.open(wished, proof.claims().displayName(), system);
        identities.add(proof.who(), user.id());
        return user;
    }

    private void apply(
            UserId user, Proof proof, Instant issued, List<RuleBook.Hit> hits, boolean create, boolean again) {
        if (!isNews(issued, identities.locked(proof.who()).orElseThrow(), again)) {
            return;
        }
        List<Wanted> wanted = RuleBook.memberships(hits)
                .map(w -> new Wanted(w.tenant(), w.project(), w.role(), w.create() && create))
                .toList();
        memberships.replace(user, wanted, Actor.system("single-sign-on"));
        identities.applied(user, proof.claims().text("email"), RuleBook.platformRole(hits), issued);
    }

    /** Who was unknown and has nothing after all leaves no account behind. */
    private Admission judge(UserId user, String wished, boolean isNew, String origin) {
        Actor actor;
        try {
            actor = actors.of(user, origin);
        } catch (NotFound e) {
            return new Admission.Disabled(wished);
        }
        if (actor.grants().isEmpty()) {
            if (isNew) {
                TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            }
            return new Admission.Unmapped(wished);
        }
        return new Admission.Admitted(user, actor.name());
    }

    private boolean isEnabled(UserId user) {
        try {
            actors.of(user, "portal");
            return true;
        } catch (NotFound e) {
            return false;
        }
    }

    private static boolean isNews(Instant issued, ExternalIdentities.Known known, boolean again) {
        return issued.isAfter(known.appliedAt()) || (again && issued.equals(known.appliedAt()));
    }

    private void refused(String name, String why, String origin) {
        Actor outside = new Actor(null, "outside:" + name, origin, java.util.Set.of());
        events.publishEvent(outside.did("user.sign-in", "user", null, name, null, "Turned away. " + why));
    }
}
