package dev.slipway.ui.session;

import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.security.web.csrf.CsrfToken;

/** The second step of a sign-in: the code that the app shows, or a recovery code. */
@Route(value = "login/code", autoLayout = false)
@PageTitle("Sign in · Slipway")
@AnonymousAllowed
@Uses(TextField.class)
public class CodeView extends Div implements BeforeEnterObserver {
    private final SecondStep step;
    private final TextField code = new TextField("Code");

    CodeView(SecondStep step) {
        this.step = step;
        addClassName("sw-login");
        code.getElement().setAttribute("name", CodeFilter.FIELD);
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setAutofocus(true);
        code.setWidthFull();
        code.setHelperText("Six digits from your app, or one of your recovery codes.");
        Div card =
                new Div(new H1("One more step"), new Paragraph("Your account asks for a code besides the password."));
        card.addClassName("card");
        card.getElement().appendChild(form());
        card.add(new Anchor("login", "Start again"));
        add(card);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        boolean asked = request()
                .flatMap(r -> Optional.ofNullable(r.getSession(false)))
                .flatMap(step::pending)
                .isPresent();
        if (!asked) {
            event.forwardTo(LoginView.class);
        } else if (event.getLocation().getQueryParameters().getParameters().containsKey("error")) {
            code.setErrorMessage(
                    "That code is not right, or was used before. After several wrong ones you have to wait:"
                            + " try again with the next code.");
            code.setInvalid(true);
        }
    }

    /** A form as of old: the session must get its new cookie with the answer. */
    private Element form() {
        Element form = new Element("form");
        form.setAttribute("method", "post");
        form.setAttribute("action", SecondStep.PATH.substring(1));
        request()
                .map(r -> r.getAttribute(CsrfToken.class.getName()))
                .map(CsrfToken.class::cast)
                .ifPresent(token -> form.appendChild(new Element("input")
                        .setAttribute("type", "hidden")
                        .setAttribute("name", token.getParameterName())
                        .setAttribute("value", token.getToken())));
        form.appendChild(code.getElement());
        form.appendChild(new Element("button")
                .setAttribute("type", "submit")
                .setAttribute("class", "sw-submit")
                .setText("Sign in"));
        return form;
    }

    private static Optional<HttpServletRequest> request() {
        return Optional.ofNullable(VaadinServletRequest.getCurrent()).map(VaadinServletRequest::getHttpServletRequest);
    }
}
