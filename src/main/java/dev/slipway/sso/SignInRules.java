package dev.slipway.sso;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.RuleId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules that say what a token's claims give. They hold from the next sign-in on. */
@Service
public class SignInRules {
    private static final int MOST = 100;

    private final RuleTable table;
    private final DryRun dryRun;
    private final ApplicationEventPublisher events;

    SignInRules(RuleTable table, DryRun dryRun, ApplicationEventPublisher events) {
        this.table = table;
        this.dryRun = dryRun;
        this.events = events;
    }

    @Transactional(readOnly = true)
    public List<RuleView> list(Actor actor) {
        actor.require(Permission.SIGN_IN_RULE_READ, Scope.PLATFORM);
        return table.all();
    }

    @Transactional(readOnly = true)
    public RuleView get(RuleId rule, Actor actor) {
        requireSeen(Permission.SIGN_IN_RULE_READ, actor);
        return find(table.all(), rule);
    }

    /** Behind the others. */
    @Audited("sign-in-rule.add")
    @RetriesLostRaces
    @Transactional
    public RuleView add(RuleDraft draft, Actor actor) {
        actor.require(Permission.SIGN_IN_RULE_EDIT, Scope.PLATFORM);
        int position = table.locked().size() + 1;
        if (position > MOST) {
            throw new Conflict(
                    "too-many-rules",
                    "There are " + MOST + " rules, which is the most. One rule with {tenant} can do the work of many.");
        }
        RuleId id = RuleId.random();
        table.add(id, position, draft);
        tell("sign-in-rule.add", id, draft, "Added: " + words(draft), actor);
        return new RuleView(id, position, draft);
    }

    @Audited("sign-in-rule.change")
    @RetriesLostRaces
    @Transactional
    public RuleView change(RuleId rule, RuleDraft draft, Actor actor) {
        RuleView before = find(locked(actor), rule);
        table.change(rule, draft);
        tell("sign-in-rule.change", rule, draft, "Was: " + words(before.rule()) + " Is: " + words(draft), actor);
        return new RuleView(rule, before.position(), draft);
    }

    /** @param position from 1 */
    @Audited("sign-in-rule.move")
    @RetriesLostRaces
    @Transactional
    public void move(RuleId rule, int position, Actor actor) {
        List<RuleView> rules = locked(actor);
        RuleView moved = find(rules, rule);
        if (position < 1 || position > rules.size()) {
            throw new InvalidRequest(
                    "invalid-position", "position", "The position is one of 1 to " + rules.size() + ".");
        }
        List<RuleView> order = new ArrayList<>(rules);
        order.remove(moved);
        order.add(position - 1, moved);
        renumber(order);
        String detail = "Moved from " + moved.position() + " to " + position + ".";
        tell("sign-in-rule.move", rule, moved.rule(), detail, actor);
    }

    @Audited("sign-in-rule.remove")
    @RetriesLostRaces
    @Transactional
    public void remove(RuleId rule, Actor actor) {
        List<RuleView> rules = locked(actor);
        RuleView removed = find(rules, rule);
        table.remove(rule);
        renumber(rules.stream().filter(r -> !r.id().equals(rule)).toList());
        tell("sign-in-rule.remove", rule, removed.rule(), "Removed: " + words(removed.rule()), actor);
    }

    /**
     * What somebody with these claims would get. Nothing is changed, and nothing is believed.
     *
     * @param claims a JSON object, or a whole token, which is only decoded
     */
    @Transactional(readOnly = true)
    public DryRunResult dryRun(String claims, Actor actor) {
        actor.require(Permission.SIGN_IN_RULE_READ, Scope.PLATFORM);
        return dryRun.of(claims, table.all());
    }

    private List<RuleView> locked(Actor actor) {
        requireSeen(Permission.SIGN_IN_RULE_EDIT, actor);
        return table.locked();
    }

    /** For one rule, which is not there for those who may not read them. */
    private static void requireSeen(Permission permission, Actor actor) {
        actor.require(permission, Permission.SIGN_IN_RULE_READ, Scope.PLATFORM, "rule");
    }

    private void renumber(List<RuleView> order) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).position() != i + 1) {
                table.place(order.get(i).id(), i + 1);
            }
        }
    }

    private void tell(String action, RuleId rule, RuleDraft draft, String detail, Actor actor) {
        events.publishEvent(actor.did(action, "sign-in-rule", rule.value(), draft.value(), null, detail));
    }

    private static RuleView find(List<RuleView> rules, RuleId rule) {
        return rules.stream().filter(r -> r.id().equals(rule)).findFirst().orElseThrow(() -> NotFound.of("rule"));
    }

    private static String words(RuleDraft rule) {
        return rule.claim() + " = " + rule.value() + " gives " + rule.gives()
                + (rule.create() ? ", made if missing." : ".");
    }
}
