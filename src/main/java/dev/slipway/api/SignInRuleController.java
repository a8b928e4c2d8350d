package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.RuleId;
import dev.slipway.sso.DryRunResult;
import dev.slipway.sso.RuleDraft;
import dev.slipway.sso.RuleView;
import dev.slipway.sso.SignInRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sign-in-rules")
@Tag(name = "Sign-in rules (administrators)")
class SignInRuleController {
    private final SignInRules rules;

    SignInRuleController(SignInRules rules) {
        this.rules = rules;
    }

    /**
     * @param tenant absent if the value carries it, and for platform roles
     * @param project absent if the value carries it; then the tenant's default project
     * @param create whether tenant and project are made if they are missing; absent = no
     */
    record DraftBody(
            @Nullable String claim,
            @Nullable String value,
            @Nullable Role role,
            @Nullable String tenant,
            @Nullable String project,
            @Nullable Boolean create) {
        RuleDraft draft() {
            return new RuleDraft(
                    Fields.need("claim", claim),
                    Fields.need("value", value),
                    Fields.present("role", role),
                    Optional.ofNullable(tenant),
                    Optional.ofNullable(project),
                    Boolean.TRUE.equals(create));
        }
    }

    /** @param position from 1: of two rules for one place the first holds */
    record RuleBody(
            String id,
            int position,
            String claim,
            String value,
            Role role,
            @Nullable String tenant,
            @Nullable String project,
            boolean create) {
        static RuleBody of(RuleView view) {
            RuleDraft rule = view.rule();
            return new RuleBody(
                    view.id().toString(),
                    view.position(),
                    rule.claim(),
                    rule.value(),
                    rule.role(),
                    rule.tenant().orElse(null),
                    rule.project().orElse(null),
                    rule.create());
        }
    }

    record PositionBody(@Nullable Integer position) {}

    /** @param claims a JSON object as text, or a whole token, which is only decoded */
    record ClaimsBody(@Nullable String claims) {}

    @GetMapping
    @Operation(summary = "The rules of single sign-on, in their order")
    List<RuleBody> list(Actor actor) {
        return rules.list(actor).stream().map(RuleBody::of).toList();
    }

    @GetMapping("/{rule}")
    @Operation(summary = "One rule")
    RuleBody get(@PathVariable String rule, Actor actor) {
        return RuleBody.of(rules.get(RuleId.parse(rule), actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Add a rule behind the others")
    RuleBody add(@RequestBody DraftBody body, Actor actor) {
        return RuleBody.of(rules.add(body.draft(), actor));
    }

    @PutMapping("/{rule}")
    @Operation(summary = "Replace a rule, in its place")
    RuleBody change(@PathVariable String rule, @RequestBody DraftBody body, Actor actor) {
        RuleId id = rules.get(RuleId.parse(rule), actor).id();
        return RuleBody.of(rules.change(id, body.draft(), actor));
    }

    @PostMapping("/{rule}/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Move a rule to another position")
    void move(@PathVariable String rule, @RequestBody PositionBody body, Actor actor) {
        RuleId id = rules.get(RuleId.parse(rule), actor).id();
        rules.move(id, Fields.present("position", body.position()), actor);
    }

    @DeleteMapping("/{rule}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a rule; what it gave ends with each person's next sign-in")
    void remove(@PathVariable String rule, Actor actor) {
        rules.remove(RuleId.parse(rule), actor);
    }

    @PostMapping("/dry-run")
    @Operation(summary = "What somebody with these claims would get; changes nothing")
    DryRunResult dryRun(@RequestBody ClaimsBody body, Actor actor) {
        return rules.dryRun(Fields.need("claims", body.claims()), actor);
    }
}
