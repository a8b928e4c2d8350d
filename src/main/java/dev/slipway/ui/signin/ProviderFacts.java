package dev.slipway.ui.signin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.sso.SingleSignOn;
import dev.slipway.ui.component.Copyable;
import dev.slipway.ui.component.Facts;
import java.util.Optional;

/** How single sign-on is set up, and what the provider has to know of this portal. */
class ProviderFacts extends Div {
    ProviderFacts(Optional<SingleSignOn.Facts> facts) {
        addClassName("sw-card");
        if (facts.isEmpty()) {
            add(new Paragraph(
                    "Single sign-on is not set up: people sign in with local accounts only. It is switched on by"
                            + " the setting SLIPWAY_SSO_ISSUER; the rules below can be written and tried before."));
            return;
        }
        SingleSignOn.Facts f = facts.get();
        Span state = new Span(f.trouble().orElse("answers"));
        state.addClassName(f.trouble().isPresent() ? "sw-warning" : "sw-quiet");
        add(new Facts()
                .with("Provider", f.name())
                .with("Issuer", new Copyable(f.issuer(), "issuer"))
                .with("State", state)
                .with("Client", f.clientId())
                .with("Redirect address", new Copyable("…" + SingleSignOn.RETURN, "redirect address"))
                .with("Back-channel logout", new Copyable("…" + SingleSignOn.BACK_CHANNEL, "back-channel address"))
                .with("Audience of API tokens", f.audience()));
    }
}
