package dev.slipway.ui.signin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.identity.Actors;
import dev.slipway.sso.DryRunResult;
import dev.slipway.sso.SignInRules;
import dev.slipway.ui.component.HasFields;
import java.util.Optional;

/** Claims pasted here show what somebody with them would get. Nothing is changed by it. */
class DryRunPanel extends Div implements HasFields {
    private final TextArea claims = new TextArea("Claims, or a whole token");
    private final Div result = new Div();
    private final SignInRules rules;
    private final Actors actors;

    DryRunPanel(SignInRules rules, Actors actors) {
        this.rules = rules;
        this.actors = actors;
        addClassName("sw-dry-run");
        claims.setPlaceholder("{\"preferred_username\": \"ada\", \"groups\": [\"/tenants/acme/web/members\"]}");
        claims.setHelperText("A token is only decoded, never believed or kept. Changes nothing.");
        claims.setWidthFull();
        claims.setMinRows(4);
        claims.setMaxRows(14);
        result.addClassName("result");
        result.getElement().setAttribute("role", "status");
        add(new H2("Try it"), claims, new Button("See what they would get", e -> run()), result);
    }

    private void run() {
        claims.setInvalid(false);
        result.removeAll();
        DryRunResult found = rules.dryRun(claims.getValue(), actors.current());
        Paragraph verdict = new Paragraph(found.verdict());
        verdict.addClassName("verdict");
        result.add(new Paragraph(found.person() + "."), verdict);
        found.lines().forEach(line -> result.add(line(line)));
    }

    private static Component line(DryRunResult.Line line) {
        Span gives = new Span(line.gives());
        gives.addClassName("gives");
        Span value = new Span(line.value());
        value.addClassName("sw-mono");
        Span why = new Span("Rule " + line.position() + ", " + line.claim() + ": ");
        Div reason = new Div(why, value);
        reason.addClassName("sw-quiet");
        Div row = new Div(gives, new Span(line.outcome()), reason);
        row.addClassNames("line", line.counts() ? "counts" : "counts-not");
        return row;
    }

    @Override
    public Optional<HasValidation> field(String name) {
        return name.equals("claims") ? Optional.of(claims) : Optional.empty();
    }
}
