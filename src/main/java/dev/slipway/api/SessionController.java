package dev.slipway.api;

import dev.slipway.identity.Actor;
import dev.slipway.identity.SessionView;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.SignInMeans;
import dev.slipway.kernel.SessionId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me/sessions")
@Tag(name = "Me")
class SessionController {
    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    /** @param userAgent as the browser calls itself, unproved @param lastSeenAt to the minute */
    record SessionBody(
            String id, SignInMeans means, Instant startedAt, Instant lastSeenAt, String origin, String userAgent) {
        static SessionBody of(SessionView s) {
            return new SessionBody(
                    s.id().toString(), s.means(), s.startedAt(), s.lastSeenAt(), s.origin(), s.userAgent());
        }
    }

    @GetMapping
    @Operation(summary = "Where I am signed in")
    List<SessionBody> list(Actor actor) {
        return sessions.list(actor).stream().map(SessionBody::of).toList();
    }

    @DeleteMapping("/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End one of my sessions")
    void end(@PathVariable String session, Actor actor) {
        sessions.end(SessionId.parse(session), actor);
    }

    @DeleteMapping
    @Operation(summary = "Sign me out everywhere; tokens stay good")
    UserController.EndedBody endAll(Actor actor) {
        return new UserController.EndedBody(sessions.endAllOf(actor.requireUser(), Optional.empty(), actor));
    }
}
