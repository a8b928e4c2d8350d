package dev.slipway.api;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Unavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;

/** What leaves a controller as an exception leaves the portal as a problem document. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {
    @ExceptionHandler
    ResponseEntity<Object> problem(Problem problem) {
        return ProblemBodies.of(problem);
    }

    @ExceptionHandler
    ResponseEntity<Object> badParameter(MethodArgumentTypeMismatchException e) {
        return problem(new InvalidRequest(
                "invalid-parameter", e.getName(), "The parameter " + e.getName() + " cannot be read."));
    }

    @ExceptionHandler({TransientDataAccessException.class, DataAccessResourceFailureException.class})
    ResponseEntity<Object> databaseAway(RuntimeException e) {
        return problem(new Unavailable(
                "database-busy",
                "The portal's database did not answer in time. Nothing was changed; try again in a moment.",
                null,
                e));
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(RuntimeException e) {
        return ProblemBodies.incident(e);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e.getParameterName();
        return problem(new InvalidRequest("missing-parameter", name, "The parameter " + name + " is missing."));
    }

    /** Parameters that are read together, such as a search's. */
    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        FieldError field = e.getFieldError();
        String name = field == null ? "" : field.getField();
        return problem(new InvalidRequest("invalid-parameter", name, "The parameter " + name + " cannot be read."));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof Problem problem) {
                return problem(problem);
            }
            if (t instanceof BodyLimit.Exceeded) {
                return ProblemBodies.of(HttpStatus.CONTENT_TOO_LARGE, headers);
            }
        }
        Throwable cause = e.getMostSpecificCause();
        String field = cause instanceof MismatchedInputException mismatch ? field(mismatch) : "";
        if (!field.isEmpty()) {
            return problem(new InvalidRequest(
                    "invalid-field", field, "The field " + field + " is unknown, missing or of the wrong type."));
        }
        String where = cause instanceof JacksonException j && j.getLocation() != null
                ? " (line " + j.getLocation().getLineNr() + ", column "
                        + j.getLocation().getColumnNr() + ")"
                : "";
        return problem(new InvalidRequest(
                "unreadable-body", "The request's body is missing or no readable JSON object" + where + "."));
    }

    /** The innermost field that has a name: elements of a list have none. */
    private static String field(MismatchedInputException mismatch) {
        return mismatch.getPath().reversed().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .findFirst()
                .map(String::valueOf)
                .orElse("");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return status.is5xxServerError()
                ? ProblemBodies.incident(e)
                : ProblemBodies.of(HttpStatus.valueOf(status.value()), headers);
    }
}
