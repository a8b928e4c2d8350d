package dev.slipway.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.sso.RuleView;
import dev.slipway.sso.SignInRules;
import dev.slipway.sso.SingleSignOn;
import dev.slipway.ui.component.ActionButton;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.component.PageHeader;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.session.Needs;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;

/** What the claims of single sign-on give, in order; and a place to try them. */
@Route("admin/sign-in")
@PageTitle("Sign-in · Slipway")
@PermitAll
@Needs(Permission.SIGN_IN_RULE_READ)
public class SignInRulesView extends Page {
    private final SignInRules rules;
    private final Actors actors;
    private final Optional<String> whyNotEdit;
    private final Table<RuleView> table = new Table<>();
    private int count;

    SignInRulesView(SignInRules rules, SingleSignOn sso, Actors actors) {
        this.rules = rules;
        this.actors = actors;
        Actor actor = actors.current();
        this.whyNotEdit = actor.whyNot(Permission.SIGN_IN_RULE_EDIT, Scope.PLATFORM);
        add(new PageHeader(
                "Sign-in",
                "Who comes by single sign-on gets what the rules make of their groups and roles, anew at each sign-in."
                        + " Who no rule is for has no access.",
                add()));
        add(new ProviderFacts(sso.facts(actor)));
        table.setAllRowsVisible(true);
        table.main("Who has", r -> condition(r), r -> gives(r));
        table.wide("Gets", SignInRulesView::gives);
        table.wide("If missing", r -> new Span(missing(r)));
        table.actions(r -> new RuleRowActions(r, count, rules, actors, this::reload))
                .setWidth("4rem");
        table.setEmptyStateComponent(new EmptyState(
                VaadinIcon.SIGN_IN,
                "No rules yet",
                "Nobody gets in by single sign-on until a rule says what their claims give.",
                add()));
        add(table, new DryRunPanel(rules, actors));
        reload();
    }

    private void reload() {
        List<RuleView> all = rules.list(actors.current());
        count = all.size();
        table.setItems(all);
    }

    private ActionButton add() {
        ActionButton add = new ActionButton(
                "Add rule",
                VaadinIcon.PLUS.create(),
                () -> new RuleDialog(Optional.empty(), rules, actors, this::reload).open());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        add.refuse(whyNotEdit);
        return add;
    }

    private static Component condition(RuleView rule) {
        Span number = new Span(rule.position() + ".");
        number.addClassName("sw-quiet");
        Span value = new Span(rule.rule().value());
        value.addClassName("sw-mono");
        Span claim = new Span("in " + rule.rule().claim());
        claim.addClassName("sw-quiet");
        Div condition = new Div(number, value, claim);
        condition.addClassName("sw-rule");
        return condition;
    }

    private static Component gives(RuleView rule) {
        return new Span(rule.rule().gives());
    }

    private static String missing(RuleView rule) {
        return rule.rule().tenant().isEmpty() && !rule.rule().value().contains("{")
                ? ""
                : rule.rule().create() ? "is made" : "gives nothing";
    }
}
