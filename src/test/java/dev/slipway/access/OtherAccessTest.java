package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.ApiWorld;
import dev.slipway.console.Consoles;
import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.Golden;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import dev.slipway.testing.WebVisitor.Page;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What is neither a route of the API nor a screen, asked for by everybody with the session of a browser. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherAccessTest {
    private static final String HEAD = """
            # Who gets what else

            What is neither a route of the API nor a screen: the portal's innards for those who watch it, its files, its console's
            socket, and what a browser sends by itself. Asked for by everybody with a browser's session. This page is written by
            the test that asks, and compared by it.

            ✔ answered · sign in: sent to the sign-in page · empty: an answer with nothing in it, to which nothing was done ·
            session expired: a screen that is not open · 400, 401, 403, 404: refused so

            Files, the sign-in page, the description of the API and the health are for everybody. An address that leads nowhere
            gets the portal's frame, which says so. A browser's session is no credential for the API, and a form without its
            token none anywhere. The console's socket is opened by a ticket, which is good once and for a minute, and in no
            session of anybody else.

            """;

    private static final List<String> FILES = List.of(
            "GET /login",
            "GET /favicon.ico",
            "GET /themes/slipway/tokens.css",
            "GET /frontend/slipway.js",
            "GET /aura/aura.css",
            "GET /VAADIN/build/nothing.js",
            "GET /nowhere",
            "GET /api/docs",
            "GET /api/v1/openapi");

    /** A session is no credential on the API, a form without its token none anywhere, a socket without a ticket none. */
    private static final List<String> WITHOUT_CREDENTIALS = List.of(
            "GET /api/v1/me",
            "POST /api/v1/tokens",
            "POST /login",
            "POST /logout",
            "POST /?v-r=uidl&v-uiId=0",
            "POST /?v-r=push&v-uiId=0",
            "GET /uploads/00000000-0000-0000-0000-000000000000",
            "GET /logos/00000000-0000-0000-0000-000000000000",
            "GET " + Consoles.TUNNEL_PATH,
            "GET " + Consoles.TUNNEL_PATH + "?ticket=nobodys");

    private static final String OWN_TICKET = "the console's socket, with a ticket of one's own";
    private static final String OWNERS_TICKET = "the console's socket, with the ticket of the member whose it is";
    private static final String USED_TICKET = "the console's socket, with that ticket once more";

    @Autowired
    ApplicationContext application;

    @Autowired
    PathMappedEndpoints innards;

    @LocalServerPort
    int port;

    private final Sheet sheet = new Sheet(List.of(Who.values()));
    private ApiWorld world;

    @BeforeAll
    void askAll() {
        world = new ApiWorld(application, port);
        Cast cast = new Cast(world);
        Map<Who, WebVisitor> visitors = visitors(cast);
        List<String> doors = new ArrayList<>(FILES);
        innards.getAllPaths().stream().sorted().forEach(path -> doors.add("GET " + path));
        doors.addAll(WITHOUT_CREDENTIALS);
        doors.forEach(door -> visitors.forEach((who, visitor) -> sheet.add(List.of(door), who, answer(visitor, door))));
        askTheConsole(cast, visitors);
    }

    private void askTheConsole(Cast cast, Map<Who, WebVisitor> visitors) {
        String vm = world.running(world.home, "watched");
        visitors.forEach((who, visitor) -> {
            Answer own = ticket(vm, who == Who.NOBODY ? "" : cast.person(who).token());
            sheet.add(
                    List.of(OWN_TICKET),
                    who,
                    own.status() == 201
                            ? Knock.with(
                                    visitor, port, own.body().path("ticket").asString())
                            : Integer.toString(own.status()));
            String owners = ticket(vm, cast.person(Who.OWNER).token())
                    .body()
                    .path("ticket")
                    .asString();
            sheet.add(List.of(OWNERS_TICKET), who, Knock.with(visitor, port, owners));
            sheet.add(List.of(USED_TICKET), who, Knock.with(visitor, port, owners));
        });
    }

    private Answer ticket(String vm, String token) {
        return new ApiClient(port, Optional.of(token).filter(t -> !t.isEmpty()))
                .post("/api/v1/vms/" + vm + "/console-tickets", "");
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void everyDoorAnswersEverybodyAsWritten() throws Exception {
        Golden.page("other-access.md").says(HEAD + sheet.table("Asked for"));
    }

    @Test
    void innardsAreForThoseWhoMaySeeHosts() {
        for (Who who : Who.values()) {
            boolean sees =
                    (who == Who.AUDITOR && Role.PLATFORM_AUDITOR.allows(dev.slipway.identity.Permission.HOST_READ))
                            || who == Who.ADMIN;
            assertThat(sheet.doors(who, Sheet.YES::equals))
                    .as(who.words())
                    .filteredOn(door -> door.startsWith("GET /actuator/") && !door.equals("GET /actuator/health"))
                    .hasSize(sees ? innards.getAllPaths().size() - 1 : 0);
        }
    }

    @Test
    void nothingIsDoneWithoutItsOwnCredential() {
        for (Who who : Who.values()) {
            assertThat(sheet.doors(who, Sheet.YES::equals))
                    .as(who.words())
                    .doesNotContainAnyElementsOf(WITHOUT_CREDENTIALS);
        }
    }

    @Test
    void nobodyComesInWithWhatIsSomebodyElsesOrUsed() {
        for (Who who : Who.values()) {
            assertThat(sheet.doors(who, Sheet.YES::equals)).as(who.words()).doesNotContain(USED_TICKET);
            if (who != Who.OWNER && who != Who.NOBODY) {
                assertThat(sheet.doors(who, Sheet.YES::equals)).as(who.words()).doesNotContain(OWNERS_TICKET);
            }
        }
        assertThat(sheet.doors(Who.STRANGER, "404"::equals)).contains(OWN_TICKET);
        assertThat(sheet.doors(Who.OWNER, Sheet.YES::equals)).contains(OWN_TICKET, OWNERS_TICKET);
    }

    private Map<Who, WebVisitor> visitors(Cast cast) {
        Map<Who, WebVisitor> visitors = new EnumMap<>(Who.class);
        for (Who who : Who.values()) {
            WebVisitor visitor = new WebVisitor(port);
            if (who != Who.NOBODY) {
                visitor.signIn(cast.person(who).user().name(), People.PASSWORD);
                assertThat(visitor.isSignedIn()).as(who.words()).isTrue();
            }
            visitors.put(who, visitor);
        }
        return visitors;
    }

    private static String answer(WebVisitor visitor, String door) {
        String[] asked = door.split(" ", 2);
        Page page = asked[0].equals("GET") ? visitor.get(asked[1]) : visitor.post(asked[1], Map.of());
        if (page.sentTo().startsWith("/login")) {
            return "sign in";
        }
        if (page.text().contains("sessionExpired")) {
            return "session expired";
        }
        if (page.status() < 400 && page.text().isBlank()) {
            return "empty";
        }
        return page.status() < 400 ? Sheet.YES : Integer.toString(page.status());
    }
}
