package dev.slipway.api;

import dev.slipway.kernel.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The outermost of the API: what no controller answers (a firewall's refusal, a route that is not there, a wrong method,
 * a failure in a filter) is a problem document too, instead of the container's error page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiEdge extends OncePerRequestFilter {
    private static final String ROOT = "/api";

    private final JsonMapper json;

    ApiEdge(JsonMapper json) {
        this.json = json;
    }

    /** By the decoded path, as the security chain does it: a way round by spelling would be one past the limits. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return !path.equals(ROOT) && !path.startsWith(ROOT + "/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean upload = isUpload(request);
        if (!upload && request.getContentLengthLong() > BodyLimit.BYTES) {
            write(ProblemBodies.of(HttpStatus.CONTENT_TOO_LARGE, new HttpHeaders()), response);
            return;
        }
        if (!isReadable(request)) {
            write(ProblemBodies.of(HttpStatus.BAD_REQUEST, new HttpHeaders()), response);
            return;
        }
        try {
            chain.doFilter(upload ? request : new BodyLimit(request), new WithProblems(response));
        } catch (RuntimeException | ServletException e) {
            if (response.isCommitted()) {
                throw e;
            }
            write(e instanceof Problem problem ? ProblemBodies.of(problem) : ProblemBodies.incident(e), response);
        }
    }

    /** A piece of a file, which is read as a stream, and never beyond what was announced of the file. */
    private static boolean isUpload(HttpServletRequest request) {
        return request.getMethod().equals("PATCH")
                && (request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo()))
                        .matches("/api/v1/uploads/[0-9a-f-]{36}");
    }

    /** The container decodes parameters when first asked for one, wherever that may be. */
    private static boolean isReadable(HttpServletRequest request) {
        try {
            request.getParameterMap();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    void write(ResponseEntity<Object> answer, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        byte[] body = json.writeValueAsBytes(answer.getBody());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** Writes what would have been sent to the container's error page. */
    private final class WithProblems extends HttpServletResponseWrapper {
        WithProblems(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            if (isCommitted()) {
                throw new IllegalStateException("already answered");
            }
            HttpStatus known = HttpStatus.resolve(status);
            write(
                    known == null || known.is5xxServerError()
                            ? ProblemBodies.incident(new ServletException("error " + status + " from the container"))
                            : ProblemBodies.of(known, new HttpHeaders()),
                    (HttpServletResponse) getResponse());
        }

        /** The message is the container's or a framework's, in words that are not for our users. */
        @Override
        public void sendError(int status, String message) throws IOException {
            sendError(status);
        }
    }
}
