package dev.slipway.ui.request;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.slipway.identity.Actors;
import dev.slipway.live.Topic;
import dev.slipway.quota.request.QuotaRequests;
import dev.slipway.ui.live.LiveScreens;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** How many requests wait for the person, kept true; nothing if none do. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class RequestsBadge extends Span {
    private static final long MOST = 99;

    private final QuotaRequests requests;
    private final Actors actors;

    RequestsBadge(QuotaRequests requests, Actors actors, LiveScreens live) {
        this.requests = requests;
        this.actors = actors;
        addClassName("sw-count");
        live.follow(this, change -> change.topic() == Topic.REQUEST, changes -> show());
        show();
    }

    private void show() {
        long waiting = requests.toDecide(actors.current());
        setVisible(waiting > 0);
        setText(waiting > MOST ? MOST + "+" : Long.toString(waiting));
        getElement().setAttribute("aria-label", waiting + " to decide");
    }
}
