package dev.slipway.ui.signin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.slipway.sso.SingleSignOn;
import dev.slipway.sso.Stranger;
import java.util.Optional;

/** For who has signed in at their organisation, and whom nobody has given anything here. Nobody is signed in on this page. */
@Route(value = "no-access", autoLayout = false)
@PageTitle("No access yet · Slipway")
@AnonymousAllowed
public class NoAccessView extends Div implements BeforeEnterObserver {
    private final SingleSignOn sso;

    NoAccessView(SingleSignOn sso) {
        this.sso = sso;
        addClassName("sw-login");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<Stranger> stranger = Stranger.in(
                VaadinServletRequest.getCurrent().getHttpServletRequest().getSession()::getAttribute);
        if (stranger.isEmpty()) {
            event.forwardTo("login");
            return;
        }
        removeAll();
        add(card(stranger.get()));
    }

    private Div card(Stranger stranger) {
        Div mark = new Div(new Image("themes/slipway/logo.svg", ""), new H1("No access yet"));
        mark.addClassName("mark");
        Paragraph who = new Paragraph("You are signed in at " + sso.name() + " as " + stranger.name()
                + ", and nobody has given you anything to do here yet.");
        Paragraph lead = new Paragraph("What you can do");
        lead.addClassName("lead");
        UnorderedList ways = new UnorderedList(
                new ListItem("Ask the manager of the team that you want to work in to have you put into its group at "
                        + sso.name() + "."),
                new ListItem(
                        "Do not know who that is? Ask an administrator of this portal, and tell them the name above."),
                new ListItem("Were you given access just now? Sign in again: it counts from the next sign-in."));
        Anchor again = new Anchor(SingleSignOn.START.substring(1), "Sign in again");
        again.setRouterIgnore(true);
        Button out = new Button("Sign out", e -> signOut());
        out.addThemeVariants(ButtonVariant.PRIMARY);
        Div ends = new Div(out, again);
        ends.addClassName("ends");
        Div card = new Div(mark, who, lead, ways, ends);
        card.addClassNames("card", "no-access");
        return card;
    }

    private void signOut() {
        String to = sso.signOutOfStranger(VaadinServletRequest.getCurrent().getHttpServletRequest())
                .orElse("login");
        getUI().ifPresent(ui -> ui.getPage().setLocation(to));
    }
}
