package dev.slipway.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A moment, in the reader's words and time zone; the browser keeps "3 min ago" true while the page is open. */
@Tag("slipway-time")
public class TimeAgo extends Component {
    public TimeAgo(Instant at) {
        getElement().getClassList().add("sw-nowrap");
        getElement().setAttribute("datetime", at.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
