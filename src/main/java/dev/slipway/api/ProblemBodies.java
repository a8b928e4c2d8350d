package dev.slipway.api;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Unavailable;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The one map from problems to HTTP (RFC 9457): a stable {@code code}, a title, a sentence, and facts for programs. */
final class ProblemBodies {
    private static final Logger log = LoggerFactory.getLogger(ProblemBodies.class);
    private static final String RETRY_SECONDS = "5";

    private ProblemBodies() {}

    static HttpStatus status(Problem problem) {
        return switch (problem) {
            case InvalidRequest p -> HttpStatus.BAD_REQUEST;
            case Forbidden p -> HttpStatus.FORBIDDEN;
            case NotFound p -> HttpStatus.NOT_FOUND;
            case Conflict p -> HttpStatus.CONFLICT;
            case QuotaExceeded p -> HttpStatus.CONFLICT;
            case NoCapacity p -> HttpStatus.SERVICE_UNAVAILABLE;
            case Unavailable p -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_GATEWAY; // the host answered, and refused
        };
    }

    static ResponseEntity<Object> of(Problem problem) {
        ProblemDetail body = detail(problem);
        HttpHeaders headers = new HttpHeaders();
        if (problem.isPassing()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer(body, headers);
    }

    /** As it is told, be it by itself or among others. */
    static ProblemDetail detail(Problem problem) {
        HttpStatus status = status(problem);
        if (status.is5xxServerError()) {
            log.warn("Answered {} {}: {}", status.value(), problem.code(), problem.logDetail(), problem);
        }
        ProblemDetail body = body(status, problem.code(), problem.title(), problem.sentence());
        problem.facts().forEach(body::setProperty);
        if (problem instanceof QuotaExceeded) {
            body.setProperty("ask", QuotaRequestController.PATH);
        }
        return body;
    }

    /** For what HTTP itself has a word for; the code is that word. */
    static ResponseEntity<Object> of(HttpStatus status, HttpHeaders headers) {
        String code = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return answer(body(status, code, status.getReasonPhrase(), sentence(status)), headers);
    }

    static ResponseEntity<Object> unauthorized() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"slipway\"");
        return answer(
                body(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        "Sign in first",
                        "Send a personal API token as 'Authorization: Bearer slip_…', or an access token of your"
                                + " organisation's sign-in. It is missing, expired, revoked or not for this portal."),
                headers);
    }

    /** Our own mistake: the client learns a number, the log the rest. */
    static ResponseEntity<Object> incident(Throwable e) {
        String incident = UUID.randomUUID().toString();
        log.error("Incident {}: unexpected failure of an API request", incident, e);
        ProblemDetail body = body(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Internal error",
                "Something went wrong on our side. Tell an administrator this incident number: " + incident + ".");
        body.setProperty("incident", incident);
        return answer(body, new HttpHeaders());
    }

    private static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "There is no such route. The routes are listed at /api/docs.";
            case METHOD_NOT_ALLOWED -> "This route does not take this method; the Allow header names those it takes.";
            case NOT_ACCEPTABLE -> "This route cannot answer in a type that the Accept header allows.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as JSON, with the header Content-Type: application/json.";
            case CONTENT_TOO_LARGE -> "The request's body is larger than 1 MiB, which nothing here needs.";
            case BAD_REQUEST -> "The request cannot be read. Look at its path, parameters and headers.";
            default -> status.getReasonPhrase() + ".";
        };
    }

    private static ProblemDetail body(HttpStatus status, String code, String title, String sentence) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, sentence);
        body.setTitle(title);
        body.setProperty("code", code);
        return body;
    }

    private static ResponseEntity<Object> answer(ProblemDetail body, HttpHeaders headers) {
        return ResponseEntity.status(body.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
