package dev.slipway.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import dev.slipway.ui.session.Incident;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** Instead of a screen that failed by our own fault. */
@ParentLayout(MainLayout.class)
@PermitAll
public class FaultScreen extends Page implements HasErrorParameter<Exception> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        Incident incident = Incident.of(parameter.getException());
        add(new EmptyState(
                VaadinIcon.QUESTION_CIRCLE_O,
                "Something went wrong",
                incident.sentence(),
                new Anchor("", "Back to my VMs")));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
