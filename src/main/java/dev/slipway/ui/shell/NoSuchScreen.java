package dev.slipway.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import dev.slipway.ui.component.EmptyState;
import dev.slipway.ui.component.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** An address that leads nowhere, or to a screen that is not the person's: the same answer. */
@ParentLayout(MainLayout.class)
@PermitAll
public class NoSuchScreen extends Page implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        add(new EmptyState(
                VaadinIcon.QUESTION_CIRCLE_O,
                "Nothing here",
                "There is no such page, or it is not yours to see. Check the address, or start from your VMs.",
                new Anchor("", "Back to my VMs")));
        return HttpServletResponse.SC_NOT_FOUND;
    }
}
