package dev.slipway.ui.profile;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.slipway.identity.Actors;
import dev.slipway.identity.SessionView;
import dev.slipway.identity.Sessions;
import dev.slipway.ui.component.Table;
import dev.slipway.ui.component.TimeAgo;

/** Where one is signed in, and a way to end each. */
class SessionsTable extends Table<SessionView> {
    private final Sessions sessions;
    private final Actors actors;

    SessionsTable(Sessions sessions, Actors actors) {
        this.sessions = sessions;
        this.actors = actors;
        setAllRowsVisible(true);
        main("Browser", SessionsTable::browser, s -> new Span(s.origin()));
        wide("From", s -> new Span(s.origin()));
        wide("By", s -> new Span(s.means().words()));
        wide("Since", s -> new TimeAgo(s.startedAt()));
        wide("Last seen", s -> new TimeAgo(s.lastSeenAt()));
        actions(this::end);
        reload();
    }

    void reload() {
        setItems(sessions.list(actors.current()));
    }

    private static Component browser(SessionView session) {
        Span words = new Span(Browsers.words(session.userAgent()));
        words.getElement().setAttribute("title", session.userAgent());
        Div cell = new Div(words);
        if (session.current()) {
            Span mark = new Span("This one");
            mark.addClassNames("sw-badge", "ok");
            cell.add(new Span(" "), mark);
        }
        return cell;
    }

    private Component end(SessionView session) {
        if (session.current()) {
            return new Span();
        }
        Button end = new Button("Sign out", e -> {
            sessions.end(session.id(), actors.current());
            reload();
        });
        end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        end.setAriaLabel("Sign out " + Browsers.words(session.userAgent()) + " from " + session.origin());
        return end;
    }
}
