package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.hypervisor.HostUnreachable;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NoCapacity;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.QuotaExceeded;
import dev.slipway.kernel.Unavailable;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The table of statuses that the documentation promises. */
class ApiProblemsTest {
    private static final String LOG = "kvm-03.internal: virErrorCode 38";
    private final ApiProblems problems = new ApiProblems();

    static Stream<Arguments> table() {
        var cause = new IllegalStateException(LOG);
        return Stream.of(
                Arguments.of(new InvalidRequest("vm-name", "name", "Too long."), 400, "vm-name", false),
                Arguments.of(new Forbidden("forbidden", "No.", LOG, cause), 403, "forbidden", false),
                Arguments.of(NotFound.of("VM"), 404, "not-found", false),
                Arguments.of(new Conflict("busy", "Wait.", LOG, cause), 409, "busy", false),
                Arguments.of(new QuotaExceeded("Too much.", Map.of("missing", 3L)), 409, "quota-exceeded", false),
                Arguments.of(new NoCapacity("hosts-full", "Full.", LOG, cause), 503, "hosts-full", false),
                Arguments.of(new Unavailable("away", "Away.", LOG, cause), 503, "away", true),
                Arguments.of(new HostUnreachable(LOG, cause), 503, "host-unreachable", true),
                Arguments.of(
                        new HypervisorProblem(HypervisorProblem.Kind.NO_SPACE, "Full.", LOG, cause),
                        502,
                        "hypervisor-no-space",
                        false),
                Arguments.of(
                        new HypervisorProblem(HypervisorProblem.Kind.BUSY, "Busy.", LOG, cause),
                        502,
                        "hypervisor-busy",
                        true));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyKindHasItsStatus(Problem problem, int status, String code, boolean worthARetry) {
        ResponseEntity<Object> answer = problems.problem(problem);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(String.valueOf(answer.getHeaders().getContentType())).isEqualTo("application/problem+json");
        ProblemDetail body = body(answer);
        assertThat(body.getStatus()).isEqualTo(status);
        assertThat(body.getTitle()).isEqualTo(problem.title());
        assertThat(body.getDetail()).isEqualTo(problem.sentence());
        assertThat(body.getProperties()).containsEntry("code", code).containsAllEntriesOf(problem.facts());
        assertThat(body.toString()).doesNotContain(LOG);
        assertThat(answer.getHeaders().containsHeader("Retry-After")).isEqualTo(worthARetry);
    }

    @Test
    void aLostRaceInTheDatabaseIsWorthARetry() {
        var answer = problems.databaseAway(new CannotAcquireLockException("deadlock on table quota_node"));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().containsHeader("Retry-After")).isTrue();
        assertThat(body(answer).toString()).doesNotContain("quota_node");
    }

    private static ProblemDetail body(ResponseEntity<Object> answer) {
        return (ProblemDetail) Objects.requireNonNull(answer.getBody());
    }
}
