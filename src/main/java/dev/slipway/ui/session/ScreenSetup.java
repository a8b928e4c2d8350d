package dev.slipway.ui.session;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.slipway.identity.Actors;
import org.springframework.stereotype.Component;

/** What holds for every screen: one handler of errors, one guard, our browser side, and what is said when the session is over. */
@Component
class ScreenSetup implements VaadinServiceInitListener {
    private final ScreenGuard guard;
    private final OpenPages pages;
    private final Actors actors;

    ScreenSetup(ScreenGuard guard, OpenPages pages, Actors actors) {
        this.guard = guard;
        this.pages = pages;
        this.actors = actors;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setSystemMessagesProvider(info -> messages());
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(new Problems()));
        event.getSource().addUIInitListener(init -> prepare(init.getUI()));
    }

    private void prepare(UI ui) {
        ui.getPage().addJsModule("context://frontend/slipway.js");
        ui.addBeforeEnterListener(this::keepOut);
        pages.add(ui);
        ui.getReconnectDialogConfiguration().setDialogText("The portal does not answer. Trying again…");
        ui.getReconnectDialogConfiguration()
                .setDialogTextGaveUp(
                        "The portal does not answer. Reload the page to try again; nothing that was started is lost.");
    }

    private void keepOut(BeforeEnterEvent event) {
        if (actors.due().isPresent() && event.getNavigationTarget() != DueView.class) {
            event.forwardTo(DueView.class);
            return;
        }
        if (!guard.open(event.getNavigationTarget())) {
            event.rerouteToError(NotFoundException.class);
        }
    }

    private static SystemMessages messages() {
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setSessionExpiredCaption("Your session has ended");
        messages.setSessionExpiredMessage(
                "Click here to sign in again. What was started goes on meanwhile; nothing is lost.");
        messages.setCookiesDisabledCaption("You are signed out");
        messages.setCookiesDisabledMessage(
                "Click here to sign in. If this comes back, allow cookies for this site: a session needs one.");
        messages.setInternalErrorCaption("The page lost its thread");
        messages.setInternalErrorMessage("Click here to load it again. What was started goes on; nothing is lost.");
        return messages;
    }
}
