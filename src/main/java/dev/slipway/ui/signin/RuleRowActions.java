package dev.slipway.ui.signin;

import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.sso.RuleView;
import dev.slipway.sso.SignInRules;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.RowMenu;
import java.util.List;
import java.util.Optional;

/** Another place, other words or an end for a rule; what is not possible says why. */
class RuleRowActions extends RowMenu {
    private final RuleView rule;
    private final SignInRules rules;
    private final Actors actors;
    private final Runnable done;

    /** @param count of all rules */
    RuleRowActions(RuleView rule, int count, SignInRules rules, Actors actors, Runnable done) {
        super("rule " + rule.position());
        this.rule = rule;
        this.rules = rules;
        this.actors = actors;
        this.done = done;
        Optional<String> whyNot = actors.current().whyNot(Permission.SIGN_IN_RULE_EDIT, Scope.PLATFORM);
        item("Edit", whyNot, () -> new RuleDialog(Optional.of(rule), rules, actors, done).open());
        item("Move up", whyNot.or(() -> unless(rule.position() > 1, "This is the first.")), () -> move(-1));
        item("Move down", whyNot.or(() -> unless(rule.position() < count, "This is the last.")), () -> move(1));
        item("Remove", whyNot, this::askToRemove);
    }

    private static Optional<String> unless(boolean possible, String why) {
        return possible ? Optional.empty() : Optional.of(why);
    }

    private void move(int by) {
        rules.move(rule.id(), rule.position() + by, actors.current());
        done.run();
    }

    private void askToRemove() {
        new ConsequenceDialog(
                        "Remove this rule?",
                        List.of(
                                "With their next sign-in people lose what it gave them: "
                                        + rule.rule().gives() + ".",
                                "Tenants and projects that it made stay."),
                        "Remove",
                        () -> {
                            rules.remove(rule.id(), actors.current());
                            done.run();
                        })
                .open();
    }
}
