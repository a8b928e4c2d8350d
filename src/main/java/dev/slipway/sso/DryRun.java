package dev.slipway.sso;

import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.tenant.ProvidedMemberships;
import dev.slipway.tenant.ProvidedMemberships.Outcome;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads claims as people paste them, and says what the rules make of them. */
@Component
class DryRun {
    private static final int LARGEST = 1024 * 1024;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final ProvidedMemberships memberships;
    private final ExternalIdentities identities;
    private final SsoSettings settings;

    DryRun(ProvidedMemberships memberships, ExternalIdentities identities, SsoSettings settings) {
        this.memberships = memberships;
        this.identities = identities;
        this.settings = settings;
    }

    DryRunResult of(String pasted, List<RuleView> rules) {
        Claims claims = read(pasted);
        List<RuleBook.Hit> hits = new RuleBook(rules).hits(claims);
        Iterator<Outcome> outcomes =
                memberships.look(RuleBook.memberships(hits).toList()).iterator();
        List<DryRunResult.Line> lines = hits.stream()
                .map(hit -> line(
                        hit, hit.held() || hit.wanted().isEmpty() ? Optional.empty() : Optional.of(outcomes.next())))
                .toList();
        boolean admitted = lines.stream().anyMatch(DryRunResult.Line::counts);
        return new DryRunResult(person(claims), admitted, verdict(admitted, lines), lines);
    }

    private static Claims read(String pasted) {
        String text = pasted.strip();
        if (text.length() > LARGEST) {
            throw invalid("That is more than a token can be. Paste the claims of one person.");
        }
        if (text.startsWith("Bearer ")) {
            text = text.substring("Bearer ".length()).strip();
        }
        try {
            return new Claims(JsonMapper.shared().readValue(text.startsWith("{") ? text : payload(text), OBJECT));
        } catch (JacksonException | IllegalArgumentException e) {
            throw invalid("That can be read neither as a JSON object of claims nor as a token. Paste one of the two.");
        }
    }

    private static String payload(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no token");
        }
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    private String person(Claims claims) {
        Optional<String> known = claims.text("sub")
                .flatMap(sub -> identities.nameOf(claims.text("iss").orElse(settings.issuer()), sub));
        return known.map(name -> name + ", who has an account already")
                .or(() -> claims.text(settings.nameClaim()).map(name -> name + ", who is new here"))
                .orElse("Somebody without a name (claim " + settings.nameClaim() + "), who is new here");
    }

    private static DryRunResult.Line line(RuleBook.Hit hit, Optional<Outcome> outcome) {
        RuleDraft rule = hit.rule().rule();
        String gives =
                hit.wanted().map(w -> words(w, rule.role())).orElse(rule.role().title());
        boolean counts = !hit.held() && outcome.map(Outcome::holds).orElse(true);
        String words = hit.held()
                ? "An earlier rule has decided about this place."
                : outcome.map(o -> words(o)).orElse("Given.");
        return new DryRunResult.Line(hit.rule().position(), rule.claim(), hit.value(), gives, counts, words);
    }

    private static String words(Wanted wanted, Role role) {
        return role == Role.TENANT_ADMIN
                ? role.title() + " of " + wanted.tenant()
                : role.title() + " in " + wanted.tenant() + " / "
                        + wanted.project().orElse("default");
    }

    private static String words(Outcome outcome) {
        return switch (outcome.result()) {
            case GIVEN -> "Given.";
            case CREATED -> "Given; what is missing is made.";
            case GIVEN_BY_HAND -> "Has a role there by hand, which stays.";
            case NO_TENANT -> "Not given: there is no tenant of this name.";
            case NO_PROJECT -> "Not given: the tenant has no project of this name.";
            case NO_NAME -> "Not given: no tenant or project can have this name.";
        };
    }

    private static String verdict(boolean admitted, List<DryRunResult.Line> lines) {
        if (admitted) {
            long count = lines.stream().filter(DryRunResult.Line::counts).count();
            return "They would be let in, with " + count + (count == 1 ? " role." : " roles.");
        }
        return lines.isEmpty()
                ? "No rule is for these claims: they would be told that they have no access yet."
                : "No rule gives them anything: they would be told that they have no access yet.";
    }

    private static InvalidRequest invalid(String sentence) {
        return new InvalidRequest("unreadable-claims", "claims", sentence);
    }
}
