package dev.slipway.sso;

import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The rules, applied to claims. Knows nothing of what there is: that is asked of the tenants. */
final class RuleBook {
    static final int MOST_HITS = 500;

    /**
     * A value that a rule is for.
     *
     * @param wanted the membership it asks for; none if it is about a role on the platform
     * @param held whether an earlier rule has decided about that place already
     */
    record Hit(RuleView rule, String value, Optional<Wanted> wanted, boolean held) {}

    private final List<RuleView> rules;

    RuleBook(List<RuleView> rules) {
        this.rules = rules;
    }

    /** In the order of the rules. @throws InvalidRequest in words, if the claims are beyond all measure */
    List<Hit> hits(Claims claims) {
        List<Hit> hits = new ArrayList<>();
        Set<Object> decided = new HashSet<>();
        for (RuleView rule : rules) {
            ValuePattern pattern = ValuePattern.parse(rule.rule().value());
            for (String value : new HashSet<>(claims.values(rule.rule().claim()))
                    .stream().sorted().toList()) {
                pattern.match(value).ifPresent(captured -> {
                    if (hits.size() == MOST_HITS) {
                        throw new InvalidRequest(
                                "too-many-memberships",
                                "claims",
                                "These groups give more than " + MOST_HITS
                                        + " memberships. Ask who runs your organisation's sign-in to take you out of"
                                        + " some, or an administrator of this portal for narrower rules.");
                    }
                    Optional<Wanted> wanted = wanted(rule.rule(), captured);
                    Object place = wanted.<Object>map(RuleBook::place).orElse("platform");
                    hits.add(new Hit(rule, value, wanted, !decided.add(place)));
                });
            }
        }
        return hits;
    }

    static Optional<Role> platformRole(List<Hit> hits) {
        return hits.stream()
                .filter(h -> h.wanted().isEmpty() && !h.held())
                .map(h -> h.rule().rule().role())
                .findFirst();
    }

    static Stream<Wanted> memberships(List<Hit> hits) {
        return hits.stream().filter(h -> !h.held()).flatMap(h -> h.wanted().stream());
    }

    private static Optional<Wanted> wanted(RuleDraft rule, ValuePattern.Captured captured) {
        return rule.tenant()
                .or(captured::tenant)
                .map(tenant -> new Wanted(tenant, rule.project().or(captured::project), rule.role(), rule.create()));
    }

    private static List<Object> place(Wanted wanted) {
        return List.of(wanted.tenant(), wanted.project(), wanted.role() == Role.TENANT_ADMIN);
    }
}
