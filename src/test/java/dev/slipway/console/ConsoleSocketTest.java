package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.slipway.audit.AuditTrail;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.ProviderSession;
import dev.slipway.identity.Role;
import dev.slipway.identity.Scope;
import dev.slipway.identity.Sessions;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SessionId;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.Ports;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.TestIssuer;
import dev.slipway.testing.WebVisitor;
import dev.slipway.vm.ScreenEndpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;

@SlipwayTest
@Import(ConsoleFixture.class)
class ConsoleSocketTest {
    private static final int TEAL = 0xff11887a;
    private static final int PLUM = 0xff7a1188;
    private static final Actor SYSTEM = Actor.system("test");

    @Autowired
    Consoles consoles;

    @Autowired
    Sessions sessions;

    @Autowired
    OpenConsoles open;

    @Autowired
    PaintedScreens screens;

    @Autowired
    AuditTrail audit;

    @Autowired
    Gate gate;

    @Autowired
    Users users;

    @Autowired
    Actors actors;

    @LocalServerPort
    int port;

    private final List<TestBrowser> browsers = new ArrayList<>();
    private PaintedScreen screen;
    private VmId vm;
    private UserId user;

    @BeforeEach
    void hangScreen() {
        screen = new PaintedScreen("pa55word", TEAL, PLUM);
        vm = screens.hang(screen);
        user = newUser();
    }

    @AfterEach
    void leave() throws Exception {
        browsers.forEach(TestBrowser::close);
        screen.close();
        soon().until(() -> open.count() == 0);
    }

    @Test
    void showsTheScreenToThePixel() throws Exception {
        TestBrowser browser = browse(ticket());

        awaitPicture(browser);
        assertThat(browser.protocol()).isEqualTo("guacamole");
        assertThat(browser.colour(PaintedScreen.WIDTH - 10, 190)).isEqualTo(PLUM);
        assertThat(browser.received().getFirst().getOpcode()).isEmpty();
        assertThat(UUID.fromString(browser.received().getFirst().getArgs().getFirst()))
                .isNotNull();
    }

    @Test
    void tellsTheBrowserNeitherAddressNorPassword() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        assertThat(browser.received())
                .extracting(Object::toString)
                .noneMatch(said -> said.contains("pa55word") || said.contains("127.0.0.1"))
                .noneMatch(said -> said.contains(Integer.toString(screen.port())));
    }

    @Test
    void carriesKeysAndPointer() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        browser.say("key", "65505", "1");
        browser.say("key", "65", "1");
        browser.say("key", "65", "0");
        browser.say("mouse", "17", "23", "1");

        soon().until(() -> screen.keys().size() == 3 && !screen.pointers().isEmpty());
        assertThat(screen.keys())
                .containsExactly(
                        new PaintedScreen.Key(true, 65505),
                        new PaintedScreen.Key(true, 65),
                        new PaintedScreen.Key(false, 65));
        assertThat(screen.pointers()).contains(new PaintedScreen.Pointer(17, 23, 1));
    }

    @Test
    void answersThePagesPings() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        browser.sendRaw("0.,4.ping,13.1700000000000;");

        soon().until(() ->
                browser.received().stream().anyMatch(i -> i.toString().equals("0.,4.ping,13.1700000000000;")));
    }

    @Test
    void passesNothingOnThatABrowserHasNoBusinessSaying() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        browser.say("select", "ssh");
        browser.say("connect", "10.0.0.1", "22");
        browser.say("file", "1", "text/plain", "/etc/passwd");
        browser.say("key", "66", "1; drop");
        browser.say("key", "66");
        browser.say("key", "67", "1");

        soon().until(() -> !screen.keys().isEmpty());
        assertThat(screen.keys()).containsExactly(new PaintedScreen.Key(true, 67));
        assertThat(browser.isClosed()).isFalse();
    }

    @Test
    void closesOnWhatIsNoInstruction() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        browser.sendRaw("GET / HTTP/1.1");

        assertEnds(browser, "768");
        awaitFree();
    }

    @Test
    void closesOnAMessageWithoutMeasure() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        browser.push("3.nop;".repeat(BrowserLine.LARGEST_MESSAGE));

        soon().until(browser::isClosed);
        awaitFree();
    }

    @Test
    void opensOncePerTicket() throws Exception {
        String ticket = ticket();
        awaitPicture(browse(ticket));

        TestBrowser again = browse(ticket);

        assertEnds(again, "769");
        assertThat(again.error()).isEqualTo("This console was opened too late or twice. Open it again.");
        assertThat(screen.viewers()).isEqualTo(1);
    }

    @Test
    void refusesWithoutATicket() throws Exception {
        assertEnds(browse(""), "769");
        assertEnds(browse("x".repeat(43)), "769");
    }

    @Test
    void refusesATicketInSomebodyElsesSession() throws Exception {
        String stolen = ticket();
        TestBrowser thief = browse(stolen, "Cookie", session(newUser()));

        assertEnds(thief, "771");
        assertThat(thief.error()).contains("somebody else");
        assertEnds(browse(stolen, "Cookie", session(user)), "769");
    }

    @Test
    void opensInOnesOwnSession() throws Exception {
        awaitPicture(browse(ticket(), "Cookie", session(user)));
    }

    @Test
    void letsPagesOfOtherSitesOpenNothing() {
        assertThatThrownBy(() -> browse(ticket(), "Origin", "https://evil.example"))
                .hasRootCauseMessage("Unexpected HTTP response status code 403");
        assertThat(screen.viewers()).isZero();
    }

    @Test
    void opensFromOurOwnPages() throws Exception {
        awaitPicture(browse(ticket(), "Origin", "http://127.0.0.1:" + port));
    }

    @Test
    void givesTicketsToThoseOnlyWhoMayUseTheConsole() {
        users.setPlatformRole(user, Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);
        assertThatThrownBy(this::ticket).isInstanceOf(Forbidden.class);
        users.setPlatformRole(user, Optional.empty(), SYSTEM);
        assertThatThrownBy(this::ticket).isInstanceOf(NotFound.class);
    }

    @Test
    void givesNoTicketForAVmThatIsOff() {
        screens.darken(vm, "The VM is off. Start it first.");
        assertThatThrownBy(this::ticket)
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("vm-off"))
                .hasMessage("The VM is off. Start it first.");
    }

    @Test
    void looksAtRolesAgainWhenOpening() throws Exception {
        String ticket = ticket();
        users.setPlatformRole(user, Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);

        assertEnds(browse(ticket), "771");
        assertThat(screen.viewers()).isZero();
    }

    @Test
    void endsWhenTheRoleIsLost() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        users.setPlatformRole(user, Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);

        assertEnds(browser, "771");
        assertThat(browser.error()).contains("Your role does not allow this");
        awaitFree();
    }

    @Test
    void carriesASerialLineByATicketOfItsOwn() throws Exception {
        SpokenLine line = screens.line(vm);
        line.say("login: ");
        TestBrowser browser = browse(
                consoles.issueSerialTicket(vm, actors.of(user, "127.0.0.1")).token());

        soon().until(() ->
                browser.received().stream().anyMatch(i -> i.toString().equals("4.term,12.bG9naW46IA==;")));
        browser.say("key", "65", "1");
        browser.say("type", "cm9vdA0=");
        soon().until(() -> line.typed().equals("root\r"));
        assertThat(screen.viewers()).isZero();
        users.setPlatformRole(user, Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);

        assertEnds(browser, "771");
        soon().until(line::isClosed);
        soon().until(() -> audit.ofTarget(vm.value(), Scope.PLATFORM, PageRequest.of(0, 10), SYSTEM).stream()
                .anyMatch(e -> e.action().equals("console.close-serial")));
    }

    @Test
    void endsWhenTheAccountIsDisabled() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        users.setEnabled(user, false, SYSTEM);

        assertEnds(browser, "516");
        awaitFree();
    }

    @Test
    void saysSoWhenTheVmWentOffMeanwhile() throws Exception {
        String ticket = ticket();
        screens.darken(vm, "The VM is off. Start it first.");

        TestBrowser browser = browse(ticket);

        assertEnds(browser, "517");
        assertThat(browser.error()).isEqualTo("The VM is off. Start it first.");
    }

    @Test
    void saysSoWhenGuacdIsDown() throws Exception {
        gate.shut();
        try {
            TestBrowser browser = browse(ticket());
            assertEnds(browser, "520");
            assertThat(browser.error()).startsWith("The console service does not answer.");
        } finally {
            gate.open();
        }
        awaitPicture(browse(ticket()));
    }

    @Test
    void saysSoWhenNothingAnswersForTheScreen() throws Exception {
        vm = screens.hang(new ScreenEndpoint("127.0.0.1", Ports.free(), "x"));

        TestBrowser browser = browse(ticket());

        assertEnds(browser, "519");
        assertThat(browser.error()).startsWith("The screen of the VM does not answer.");
    }

    @Test
    void triesAgainWhenSomebodyElseChangedThePassword() throws Exception {
        screen.password("changed1");
        TestBrowser browser = browse(ticket());
        soon().until(() -> screen.refusals() > 0);
        screen.password("pa55word");

        awaitPicture(browser);
    }

    @Test
    void dialsAgainWhenTheScreenTakesTheConnectionAndSaysNothing() throws Exception {
        screen.beSilentTo(1);

        awaitPicture(browse(ticket()));

        assertThat(screen.silences()).isZero();
    }

    @Test
    void saysSoWhenTheScreenNeverSaysAnything() throws Exception {
        screen.beSilentTo(Integer.MAX_VALUE);

        TestBrowser browser = browse(ticket());

        await("three tries").atMost(Duration.ofSeconds(30)).until(browser::isClosed);
        assertEnds(browser, "519");
        assertThat(browser.error()).startsWith("The screen of the VM does not answer.");
        assertThat(screen.silences()).as("three tries").isEqualTo(Integer.MAX_VALUE - 3);
    }

    @Test
    void saysSoWhenTheScreenGoesAway() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        screen.dropViewers();

        assertEnds(browser, "515");
        assertThat(browser.error()).startsWith("The screen went away.");
    }

    @Test
    void saysWhyWhenTheScreenGoesAwayBecauseTheVmIsOff() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        screens.darken(vm, "The VM is off. Start it first.");
        screen.dropViewers();

        assertEnds(browser, "517");
        assertThat(browser.error()).isEqualTo("The VM is off. Start it first.");
    }

    @Test
    void endsWithTheSessionItWasOpenedFromAndSaysSo() throws Exception {
        SessionId mine = sessions.begin(user, Optional.empty(), "127.0.0.1", "test");
        SessionId other = sessions.begin(user, Optional.empty(), "127.0.0.1", "test");
        TestBrowser browser = browse(ticketOf(mine));
        TestBrowser stays = browse(ticketOf(other));
        awaitPicture(browser);
        awaitPicture(stays);

        sessions.end(mine, actors.of(user, "127.0.0.1"));

        assertEnds(browser, "771");
        assertThat(browser.error()).isEqualTo("This session was ended from another one of yours.");
        assertThat(stays.isClosed()).isFalse();
    }

    @Test
    void endsWhenTheIdentityProviderEndsTheSessionByItsBackChannel() throws Exception {
        TestIssuer issuer = TestIssuer.get();
        String sid = UUID.randomUUID().toString();
        ProviderSession there = new ProviderSession(issuer.issuer(), Optional.of(sid), "subject of " + sid);
        TestBrowser browser = browse(ticketOf(sessions.begin(user, Optional.of(there), "127.0.0.1", "test")));
        awaitPicture(browser);

        String token = issuer.sign(new JWTClaimsSet.Builder()
                .issuer(issuer.issuer())
                .audience("slipway")
                .issueTime(new Date())
                .expirationTime(new Date(System.currentTimeMillis() + 60_000))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", sid)
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .build());
        WebVisitor.Page answer = new WebVisitor(port).post("/sso/back-channel-logout", Map.of("logout_token", token));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertEnds(browser, "771");
        assertThat(browser.error()).isEqualTo("You were signed out at your organisation's sign-in.");
        awaitFree();
    }

    private String ticketOf(SessionId session) {
        return consoles.issueTicket(vm, actors.of(user, Optional.of(session), "127.0.0.1"))
                .token();
    }

    @Test
    void freesTheScreenWhenTheTabCloses() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);
        browser.leave();
        awaitFree();
    }

    @Test
    void freesTheScreenWhenThePageSaysGoodbye() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);
        browser.say("disconnect");
        assertEnds(browser, "0");
        awaitFree();
    }

    @Test
    void freesTheScreenWhenTheBrowserDies() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);
        browser.die();
        awaitFree();
    }

    @Test
    void freesTheScreenWhenTheBrowserFallsSilent() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);
        browser.fallSilent();
        await().atMost(Duration.ofSeconds(12)).until(() -> screen.viewers() == 0 && open.count() == 0);
    }

    @Test
    void keepsAnIdleConsoleOpenAsLongAsTheBrowserIsThere() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        // Twice the patience with silent browsers, as in a background tab: only the socket itself answers.
        browser.sleepInBackground();
        await().during(Duration.ofSeconds(12))
                .atMost(Duration.ofSeconds(14))
                .until(() -> screen.viewers() == 1 && !browser.isClosed());
    }

    @Test
    void opensThirtyAtOnceAndFreesThemAll() throws Exception {
        int many = 30;
        List<Callable<TestBrowser>> openings = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            String ticket = ticket();
            openings.add(() -> browse(ticket));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<TestBrowser> opening : threads.invokeAll(openings)) {
                awaitPicture(opening.get(30, TimeUnit.SECONDS));
            }
        }
        assertThat(screen.viewers()).isEqualTo(many);
        browsers.forEach(TestBrowser::leave);
        awaitFree();
    }

    @Test
    void showsEverybodyTheirOwnScreenWhileOthersComeAndGo() throws Exception {
        int screensUp = 8;
        int visitors = 64;
        List<PaintedScreen> painted = new ArrayList<>();
        List<VmId> vms = new ArrayList<>();
        for (int i = 0; i < screensUp; i++) {
            painted.add(new PaintedScreen("pass" + i, 0xff000000 | 30 * (i + 1), PLUM));
            vms.add(screens.hang(painted.getLast()));
        }
        List<Callable<Integer>> visits = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            VmId mine = vms.get(i % screensUp);
            visits.add(() -> visit(mine));
        }
        try (var threads = Executors.newFixedThreadPool(12)) {
            var seen = threads.invokeAll(visits);
            for (int i = 0; i < visitors; i++) {
                assertThat(seen.get(i).get(60, TimeUnit.SECONDS))
                        .as("visitor %d", i)
                        .isEqualTo(0xff000000 | 30 * (i % screensUp + 1));
            }
        } finally {
            for (PaintedScreen each : painted) {
                each.close();
            }
        }
    }

    /** The colour of the screen as soon as there is one; comes back after a drop, as the page does. */
    private int visit(VmId mine) throws Exception {
        for (int attempt = 1; ; attempt++) {
            String ticket =
                    consoles.issueTicket(mine, actors.of(user, "127.0.0.1")).token();
            try (TestBrowser browser = TestBrowser.open(port, ticket)) {
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> browser.colour(10, 10) != 0 || browser.isClosed());
                if (browser.colour(10, 10) != 0) {
                    return browser.colour(10, 10);
                }
                assertThat(attempt).as(browser.error()).isLessThan(4);
            }
        }
    }

    @Test
    void endsAllOfThemBeforeThePortalStops() throws Exception {
        TestBrowser browser = browse(ticket());
        awaitPicture(browser);

        open.endAll();

        assertEnds(browser, "523");
        awaitFree();
    }

    @Test
    void limitsThePersonWhoOpensTooMany() throws Exception {
        for (int i = 0; i < 35; i++) {
            awaitPicture(browse(ticket()));
        }
        assertEnds(browse(ticket()), "797");
        user = newUser();
        awaitPicture(browse(ticket()));
    }

    private String ticket() {
        return consoles.issueTicket(vm, actors.of(user, "127.0.0.1")).token();
    }

    private UserId newUser() {
        String name = "u" + UUID.randomUUID().toString().substring(0, 12);
        UserId id = users.create(name, "Test", "correct horse battery", SYSTEM).id();
        users.setPlatformRole(id, Optional.of(Role.PLATFORM_ADMIN), SYSTEM);
        return id;
    }

    private String session(UserId who) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/test-sign-in?user=" + who.value()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        }
    }

    private TestBrowser browse(String ticket, String... headers) throws Exception {
        TestBrowser browser = TestBrowser.open(port, ticket, headers);
        synchronized (browsers) {
            browsers.add(browser);
        }
        return browser;
    }

    private static void awaitPicture(TestBrowser browser) {
        await().atMost(Duration.ofSeconds(20))
                .failFast("the console ended", browser::isClosed)
                .until(() -> browser.colour(10, 10) == TEAL);
    }

    private static void assertEnds(TestBrowser browser, String status) {
        soon().until(browser::isClosed);
        assertThat(browser.closeReason()).as(browser.error()).isEqualTo(status);
    }

    private void awaitFree() {
        await("the screen is free").atMost(Duration.ofSeconds(3)).until(() -> screen.viewers() == 0);
    }

    private static org.awaitility.core.ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }
}
