package dev.slipway.api;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Unavailable;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** The one map from problems to HTTP (RFC 9457): a stable {@code code}, a title, a sentence, and facts for programs. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ApiProblems.class);
    private static final String RETRY_SECONDS = "5";

    private final JsonMapper json;

    ApiProblems(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<Object> problem(Problem problem) {
        HttpStatus status = status(problem);
        if (status.is5xxServerError()) {
            log.warn("Answered {} {}: {}", status.value(), problem.code(), problem.logDetail(), problem);
        }
        ProblemDetail body = body(status, problem.code(), problem.title(), problem.sentence());
        problem.facts().forEach(body::setProperty);
        HttpHeaders headers = new HttpHeaders();
        if (problem.isPassing()) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer(body, headers);
    }

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

    @ExceptionHandler
    ResponseEntity<Object> badParameter(MethodArgumentTypeMismatchException e) {
        return problem(new InvalidRequest(
                "invalid-parameter", e.getName(), "The parameter " + e.getName() + " cannot be read."));
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(RuntimeException e) {
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

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = e.getMostSpecificCause();
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem(problem);
            }
        }
        if (cause instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            String field = String.valueOf(mismatch.getPath().getLast().getPropertyName());
            return problem(new InvalidRequest(
                    "invalid-field", field, "The field " + field + " is unknown, missing or of the wrong type."));
        }
        String where = cause instanceof JacksonException j && j.getLocation() != null
                ? " (line " + j.getLocation().getLineNr() + ", column "
                        + j.getLocation().getColumnNr() + ")"
                : "";
        return problem(new InvalidRequest("unreadable-body", "The request's body is not readable JSON" + where + "."));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus http = HttpStatus.valueOf(status.value());
        String code = http.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        String sentence = body instanceof ProblemDetail detail && detail.getDetail() != null
                ? detail.getDetail()
                : http.getReasonPhrase() + ".";
        return answer(body(http, code, http.getReasonPhrase(), sentence), headers);
    }

    /** For the security filters, which stand before the controllers. */
    void unauthorized(HttpServletResponse response) throws IOException {
        ProblemDetail body = body(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Sign in first",
                "Send a personal API token as 'Authorization: Bearer slip_…'. It is missing, expired or revoked.");
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"slipway\"");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
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
