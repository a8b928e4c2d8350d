package dev.slipway.api;

import dev.slipway.identity.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@Tag(name = "Events")
class EventStreamController {
    private final EventStreams streams;

    EventStreamController(EventStreams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Server-sent events: what changed among the things I may see; read them again to see how")
    @Nullable
    SseEmitter events(HttpServletRequest request, HttpServletResponse response, Actor actor) {
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            // Nothing would ever be sent to who asks so, nor would it be noticed that they are gone.
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return null;
        }
        response.setHeader("X-Accel-Buffering", "no");
        return streams.open(actor, BearerTokenFilter.secret(request).orElse(""));
    }
}
