package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld;
import dev.slipway.api.Route;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.Golden;
import dev.slipway.testing.SlipwayTest;
import io.swagger.v3.oas.annotations.Operation;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Every route there is, with real things of one project, asked by everybody. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiAccessTest {
    private static final String HEAD = """
            # Who gets what from the API

            Every route, tried on real things of one project by everybody. This page is written by the test that tries, and
            compared by it: a route that is not here, or that answers otherwise, fails the build.

            ✔ allowed · 401 sign in first · 403 theirs to see but not to do, and the answer says who may ·
            404 not theirs, which reads the same as not there

            Administration as a whole is no secret: those who have no part in it get 403 for its lists and for what makes
            something new, and 404 for a thing in it. No token makes tokens, whoever has it: they are made in the portal, so that
            revoking a stolen one is the end of it. A launch that waits for a request is its asker's alone; none waits here, so
            that trying it again or giving it up is 404 for everybody.

            """;

    /** What everybody has of their own, and may change without any role. */
    private static final Set<String> OWN = Set.of(
            "PUT /api/v1/images/{version}/favourite",
            "DELETE /api/v1/images/{version}/favourite",
            "POST /api/v1/me/notifications/read",
            "PUT /api/v1/me/notification-preferences",
            "PUT /api/v1/me/mail-address",
            "POST /api/v1/me/mail-address/confirm",
            "DELETE /api/v1/me/mail-address",
            "POST /api/v1/me/webhooks",
            "POST /api/v1/me/vm-filters",
            "DELETE /api/v1/me/vm-filters/{filter}",
            "POST /api/v1/ssh-keys",
            "POST /api/v1/tokens",
            "DELETE /api/v1/me/sessions",
            "POST /api/v1/projects/{project}/leave");

    private static final Pattern ADDRESS = Pattern.compile("\"instance\":\"[^\"]*\",?|\\{\"vm\":\"[^\"]*\",");

    /** A first step of what one must be allowed to do to take it. */
    private static final Set<String> STEPS = Set.of(
            "GET /api/v1/vms/{vm}/move/preview",
            "GET /api/v1/vms/{vm}/migrate/preview",
            "GET /api/v1/vms/{vm}/clones/preview",
            "GET /api/v1/vms/{vm}/image/preview",
            "GET /api/v1/backups/{backup}/new-vm/preview",
            "GET /api/v1/hosts/{host}/drain/preview",
            "GET /api/v1/hosts/{host}/domains/{domain}/adopt/preview");

    /** What is inside a guest: as little theirs who may only see what there is as its screen is. */
    private static final Set<String> INSIDE = Set.of(
            "GET /api/v1/vms/{vm}/boot-log",
            "GET /api/v1/vms/{vm}/boot-log/matches",
            "GET /api/v1/backups/{backup}/content");

    /** Looks only, though the question is too long for an address. */
    private static final Set<String> READING = Set.of(
            "POST /api/v1/sign-in-rules/dry-run", "POST /api/v1/vms/bulk/preview", "HEAD /api/v1/uploads/{upload}");

    @Autowired
    ApplicationContext application;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @LocalServerPort
    int port;

    private final Map<Who, ApiClient> clients = new EnumMap<>(Who.class);
    private final List<String> wrong = new ArrayList<>();
    private final Sheet sheet = new Sheet(List.of(Who.values()));
    private ApiWorld world;
    private Things things;
    private Samples samples;
    private Collection<String> secrets = List.of();

    @BeforeAll
    void tryAll() {
        world = new ApiWorld(application, port);
        Cast cast = new Cast(world);
        things = new Things(world, cast);
        samples = new Samples(world, cast);
        secrets = things.secrets();
        for (Who who : Who.values()) {
            clients.put(
                    who, who == Who.NOBODY ? new ApiClient(port, Optional.empty()) : world.client(cast.person(who)));
        }
        Route.all(requestMappingHandlerMapping).stream()
                .flatMap(ApiAccessTest::each)
                .forEach(route -> {
                    for (Who who : Who.values()) {
                        tryOne(route, who);
                    }
                });
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void everyRouteAnswersEverybodyAsWritten() throws Exception {
        Golden.page("api-access.md").says(HEAD + sheet.table("What", "Route"));
    }

    @Test
    void refusalsSayWhoMayAndHideWhatIsNotTheirs() {
        assertThat(wrong).isEmpty();
    }

    @Test
    void strangersGetNothingByItsId() {
        assertThat(sheet.doors(Who.STRANGER, Sheet.YES::equals))
                .filteredOn(door -> door.contains("{"))
                .isEmpty();
        assertThat(sheet.doors(Who.NOBODY, answer -> !answer.equals("401"))).isEmpty();
    }

    @Test
    void auditorsReadAllAndChangeNothing() {
        assertThat(sheet.doors(Who.AUDITOR, Sheet.YES::equals))
                .filteredOn(door -> !door.startsWith("GET ") && !OWN.contains(door) && !READING.contains(door))
                .isEmpty();
        assertThat(sheet.doors(Who.AUDITOR, Sheet.YES::equals))
                .containsAll(sheet.doors(Who.ADMIN, Sheet.YES::equals).stream()
                        .filter(door -> door.startsWith("GET ") && !STEPS.contains(door) && !INSIDE.contains(door))
                        .toList());
    }

    @Test
    void viewersChangeNothing() {
        assertThat(sheet.doors(Who.VIEWER, Sheet.YES::equals))
                .filteredOn(door -> !door.startsWith("GET ") && !OWN.contains(door) && !READING.contains(door))
                .isEmpty();
    }

    /** The verbs on a VM are one route with four meanings. */
    private static Stream<Route> each(Route route) {
        return route.path().contains("{action}")
                ? Stream.of(
                                "start",
                                "shutdown",
                                "reboot",
                                "reset",
                                "pause",
                                "resume",
                                "hibernate",
                                "force-off",
                                "restore",
                                "rescue",
                                "leave-rescue")
                        .map(verb -> new Route(route.method(), route.path().replace("{action}", verb), route.handler()))
                : Stream.of(route);
    }

    private void tryOne(Route route, Who who) {
        Set<String> named = route.things();
        Answer real = ask(route, who, route.with(things.ids(named)), things::id);
        String answer = said(real);
        sheet.add(List.of(summary(route), name(route)), who, answer);
        check(route, who, real);
        if (real.status() < 300 && !route.method().equals("GET")) {
            samples.repair(name(route), who);
            things.changed(named);
        }
    }

    private void check(Route route, Who who, Answer real) {
        String what = name(route) + " for " + who.words() + ": " + real.status() + " " + real.text();
        switch (real.status()) {
            case 403 -> {
                String reason = real.body().path("detail").asString();
                if (!Refusals.namesWhoMay(reason) && !real.code().equals("token-by-token")) {
                    wrong.add("names nobody who may: " + what);
                }
            }
            case 404 -> {
                Answer unreal = ask(
                        route,
                        who,
                        route.withUnknownIds(),
                        name -> UUID.randomUUID().toString());
                if (!told(real).equals(told(unreal))) {
                    wrong.add("reads otherwise than for what is not there (" + unreal.text() + "): " + what);
                }
            }
            case 400 -> wrong.add("give Samples a body with nothing wrong, or ask who it is first: " + what);
            default -> {
                if (real.status() >= 500) {
                    wrong.add("failed: " + what);
                }
            }
        }
        if (who == Who.STRANGER && secrets.stream().anyMatch(told(real)::contains)) {
            wrong.add("tells a stranger: " + what);
        }
    }

    /** Without the address and the ids among many, which are what was asked for. */
    private static String told(Answer answer) {
        return ADDRESS.matcher(answer.text()).replaceAll("");
    }

    private Answer ask(Route route, Who who, String path, Samples.Ids ids) {
        boolean reads = route.method().equals("GET");
        return clients.get(who)
                .send(
                        isStream(route) ? "HEAD" : route.method(),
                        path,
                        reads ? BodyPublishers.noBody() : body(samples.body(name(route), ids)),
                        "Content-Type",
                        "application/json");
    }

    private static BodyPublisher body(Object sample) {
        return sample instanceof byte[] bytes
                ? BodyPublishers.ofByteArray(bytes)
                : BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(sample));
    }

    /** Would be read until it ends; its head says as much. */
    private static boolean isStream(Route route) {
        return Optional.ofNullable(route.handler().getMethodAnnotation(GetMapping.class))
                .filter(get -> List.of(get.produces()).contains(MediaType.TEXT_EVENT_STREAM_VALUE))
                .isPresent();
    }

    private static String said(Answer answer) {
        return switch (answer.status()) {
            case 401, 403, 404 -> Integer.toString(answer.status());
            case 409 -> Sheet.YES;
            case 200 -> ofOne(answer);
            default -> answer.status() < 300 ? Sheet.YES : answer.status() + " " + answer.code();
        };
    }

    /** Among many, as it would be by itself. */
    private static String ofOne(Answer answer) {
        if (!answer.text().contains("\"problem\":{")) {
            return Sheet.YES;
        }
        int status =
                answer.body().path("vms").path(0).path("problem").path("status").asInt();
        return status == 403 || status == 404 ? Integer.toString(status) : Sheet.YES;
    }

    private static String name(Route route) {
        return route.method() + " " + route.path();
    }

    private static String summary(Route route) {
        return route.handler().getMethodAnnotation(Operation.class).summary();
    }
}
