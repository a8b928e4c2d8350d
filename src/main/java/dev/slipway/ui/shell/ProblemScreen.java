package dev.slipway.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** Instead of a screen that cannot be shown, for a reason that we can name. */
@ParentLayout(MainLayout.class)
@PermitAll
public class ProblemScreen extends Page implements HasErrorParameter<Problem> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Problem> parameter) {
        Problem problem = parameter.getException();
        add(new EmptyState(
                VaadinIcon.QUESTION_CIRCLE_O, problem.title(), problem.sentence(), new Anchor("", "Back to my VMs")));
        return problem instanceof NotFound ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_CONFLICT;
    }
}
