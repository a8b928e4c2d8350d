package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Golden;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks every route there is, so that a new one is looked at too. */
@SlipwayTest
class RoutesTest {
    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private List<Route> routes() {
        return Route.all(requestMappingHandlerMapping);
    }

    @Test
    void everyRouteNamesItsActor() {
        assertThat(routes())
                .allSatisfy(route -> assertThat(route.handler().getMethodParameters())
                        .as("%s %s", route.method(), route.path())
                        .anyMatch(p -> p.getParameterType() == Actor.class));
    }

    @Test
    void everyRouteAsksWhoItIs() {
        ApiClient nobody = new ApiClient(port, Optional.empty());
        ApiClient liar = new ApiClient(port, Optional.of("slip_" + "a".repeat(43)));
        assertThat(routes()).hasSizeGreaterThan(20).allSatisfy(route -> {
            for (ApiClient client : List.of(nobody, liar)) {
                var answer = client.method(route.method(), route.withUnknownIds());
                assertThat(answer.status())
                        .as("%s %s", route.method(), route.path())
                        .isEqualTo(401);
                // An answer to HEAD has no body.
                assertThat(answer.code()).isEqualTo(route.method().equals("HEAD") ? "" : "unauthorized");
            }
        });
    }

    @Test
    void whatIsNotThereIsNotThereForAnybody() {
        People people = new People(application);
        var member = people.newMember(people.newProject().id(), Role.PROJECT_MEMBER);
        ApiClient client = new ApiClient(port, Optional.of(member.token()));
        assertThat(routes()).filteredOn(Route::isSomebodys).isNotEmpty().allSatisfy(route -> {
            var answer = client.method(route.method(), route.withUnknownIds());
            assertThat(answer.status())
                    .as("%s %s: %s", route.method(), route.path(), answer.text())
                    .isIn(route.isAdministration() ? List.of(403, 404) : List.of(404));
        });
    }

    @Test
    void theListOfRoutesIsDocumented() throws IOException {
        String listed = routes().stream()
                .map(r -> "| `" + r.method() + "` | `" + r.path() + "` | "
                        + r.handler()
                                .getMethodAnnotation(io.swagger.v3.oas.annotations.Operation.class)
                                .summary() + " |")
                .collect(Collectors.joining("\n", "# API routes\n\n| method | path | what |\n|---|---|---|\n", "\n"));
        Golden.page("api-routes.md").says(listed);
    }
}
