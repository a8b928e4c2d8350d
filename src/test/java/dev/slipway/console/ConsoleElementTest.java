package dev.slipway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import dev.slipway.console.PaintedScreen.Key;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Actors;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.UserId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.SlipwayTest;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The element in a real browser, against a real guacd and a painted screen. */
@SlipwayTest
@Tag("real")
@Import(ConsoleFixture.class)
class ConsoleElementTest {
    private static final int TEAL = 0xff11887a;
    private static final int PLUM = 0xff7a1188;
    private static final int SHIFT = 0xffe1;
    private static final Actor SYSTEM = Actor.system("test");
    private static Playwright playwright;
    private static Browser chromium;

    @Autowired
    Consoles consoles;

    @Autowired
    OpenConsoles open;

    @Autowired
    PaintedScreens screens;

    @Autowired
    Gate gate;

    @Autowired
    Users users;

    @Autowired
    Actors actors;

    @LocalServerPort
    int port;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private PaintedScreen screen;
    private VmId vm;
    private UserId user;
    private Page page;
    private volatile int ticketsGiven;

    @BeforeAll
    static void startBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright.chromium().launch(dev.slipway.testing.Browser.options());
    }

    @AfterAll
    static void stopBrowser() {
        playwright.close();
    }

    @BeforeEach
    void openPage() {
        screen = new PaintedScreen("pa55word", TEAL, PLUM);
        vm = screens.hang(screen);
        user = users.create(
                        "u" + UUID.randomUUID().toString().substring(0, 12), "Test", "correct horse battery", SYSTEM)
                .id();
        users.setPlatformRole(user, Optional.of(Role.PLATFORM_ADMIN), SYSTEM);
        page = chromium.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                complaints.add(m.text());
            }
        });
        page.exposeFunction("giveTicket", args -> {
            try {
                ticketsGiven++;
                return Map.of(
                        "ticket",
                        consoles.issueTicket(vm, actors.of(user, "127.0.0.1")).token());
            } catch (Problem e) {
                return Map.of("refusal", e.sentence());
            }
        });
        page.navigate("http://127.0.0.1:" + port + "/test-page");
        page.waitForFunction("() => customElements.get('slipway-console') && window.screenElement");
        page.evaluate("""
            () => { window.screenElement.ticketSource = async () => {
              const { ticket, refusal } = await window.giveTicket();
              if (refusal) throw new Error(refusal);
              return ticket;
            } }\
            """);
    }

    @AfterEach
    void closePage() throws Exception {
        page.close();
        screen.close();
        soon().until(() -> open.count() == 0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void showsWhatTheScreenShows() throws Exception {
        connect();

        String png = (String) page.evaluate("() => window.screenElement.screenshot()");
        var image = ImageIO.read(
                new ByteArrayInputStream(Base64.getDecoder().decode(png.substring("data:image/png;base64,".length()))));
        assertThat(image.getWidth()).isEqualTo(PaintedScreen.WIDTH);
        assertThat(image.getHeight()).isEqualTo(PaintedScreen.HEIGHT);
        assertThat(image.getRGB(3, 3)).isEqualTo(TEAL);
        assertThat(image.getRGB(PaintedScreen.WIDTH - 3, 3)).isEqualTo(PLUM);
        assertThat(states()).containsExactly("connecting", "connected");
    }

    @Test
    void fillsItsRoomWithoutBlur() {
        connect();
        // 700 × 500 for 320 × 200: twice is the largest whole number that fits.
        BoundingBox box = drawn();
        assertThat(box.width).isEqualTo(640);
        assertThat(box.height).isEqualTo(400);

        page.evaluate("() => { window.screenElement.style.width = '200px' }");
        soon().until(() -> Math.abs(drawn().width - 200) < 0.01);
        assertThat(drawn().height).isCloseTo(125, org.assertj.core.data.Offset.offset(0.01));
    }

    @Test
    void pointsAtThePixelUnderThePointer() {
        connect();
        BoundingBox box = drawn();

        page.mouse().click(box.x + 2 * 100 + 1, box.y + 2 * 50 + 1);

        soon().until(() -> screen.pointers().contains(new PaintedScreen.Pointer(100, 50, 1)));
        soon().until(() -> screen.pointers().getLast().equals(new PaintedScreen.Pointer(100, 50, 0)));
        page.mouse().wheel(0, 120);
        soon().until(() -> screen.pointers().stream().anyMatch(p -> p.buttons() == 16));
    }

    @Test
    void passesKeysOnWhileItHasTheFocusOnly() {
        connect();
        page.locator("#other").focus();
        page.keyboard().type("no");
        focus();
        page.keyboard().press("a");
        page.keyboard().press("Tab");

        soon().until(() -> screen.keys().size() == 4);
        assertThat(screen.keys())
                .containsExactly(
                        new Key(true, 'a'), new Key(false, 'a'), new Key(true, 0xff09), new Key(false, 0xff09));
    }

    @Test
    void holdsNoKeyDownAfterTheFocusIsLost() {
        connect();
        focus();
        page.keyboard().down("Control");
        soon().until(() -> screen.keys().contains(new Key(true, 0xffe3)));
        page.evaluate("() => document.querySelector('#other').focus()");

        soon().until(() -> screen.keys().contains(new Key(false, 0xffe3)));
        page.keyboard().up("Control");
    }

    @Test
    void typesEveryCharacterAsAUsKeyboardDoes() {
        connect();
        var text = new StringBuilder();
        List<Key> wanted = new ArrayList<>();
        String shifted = "~!@#$%^&*()_+{}|:\"<>?";
        for (char c = ' '; c <= '~'; c++) {
            text.append(c);
            boolean shift = shifted.indexOf(c) >= 0 || Character.isUpperCase(c);
            if (shift) {
                wanted.add(new Key(true, SHIFT));
            }
            wanted.add(new Key(true, c));
            wanted.add(new Key(false, c));
            if (shift) {
                wanted.add(new Key(false, SHIFT));
            }
        }
        wanted.add(new Key(true, 0xff0d));
        wanted.add(new Key(false, 0xff0d));

        Object told = page.evaluate("text => window.screenElement.typeText(text, { pause: 1 })", text + "é\n");

        assertThat(told).isEqualTo(Map.of("typed", 96, "skipped", "é"));
        soon().until(() -> screen.keys().size() == wanted.size());
        assertThat(screen.keys()).isEqualTo(wanted);
    }

    @Test
    void addsTheShiftThatAnotherLayoutDoesNotNeed() {
        connect();
        focus();
        // A German keyboard gives "/" with Shift and 7, and "+" without Shift.
        dispatchKey("keydown", "Shift", 16, true);
        dispatchKey("keydown", "/", 55, true);
        dispatchKey("keyup", "/", 55, true);
        dispatchKey("keyup", "Shift", 16, false);
        dispatchKey("keydown", "+", 187, false);
        dispatchKey("keyup", "+", 187, false);

        soon().until(() -> screen.keys().contains(new Key(false, '+')));
        assertThat(screen.keys())
                .containsExactly(
                        new Key(true, SHIFT),
                        new Key(false, SHIFT),
                        new Key(true, '/'),
                        new Key(true, SHIFT),
                        new Key(false, '/'),
                        new Key(false, SHIFT),
                        new Key(true, SHIFT),
                        new Key(true, '+'),
                        new Key(false, SHIFT),
                        new Key(false, '+'));
    }

    /** A US keyboard has "z" where a German one has "y". */
    @Test
    void pressesTheKeysOfTheLayoutThatTheGuestHas() {
        connect();
        focus();
        page.evaluate("() => { window.screenElement.layout = 'de' }");
        Object told = page.evaluate("() => window.screenElement.typeText('Z@é^Ω', { pause: 1 })");
        assertThat(told).isEqualTo(Map.of("typed", 4, "skipped", "Ω"));
        int altGr = 0xffea;
        soon().until(() -> screen.keys().size() == 16);
        assertThat(screen.keys())
                .containsExactly(
                        new Key(true, SHIFT),
                        new Key(true, 'Y'),
                        new Key(false, 'Y'),
                        new Key(false, SHIFT),
                        new Key(true, altGr),
                        new Key(true, 'q'),
                        new Key(false, 'q'),
                        new Key(false, altGr),
                        new Key(true, '='),
                        new Key(false, '='),
                        new Key(true, 'e'),
                        new Key(false, 'e'),
                        new Key(true, '`'),
                        new Key(false, '`'),
                        new Key(true, ' '),
                        new Key(false, ' '));
        assertThat(page.locator("slipway-console .typed").textContent()).contains("left out: Ω");

        page.keyboard().press("Control+z");
        soon().until(() -> screen.keys().contains(new Key(false, 'y')));
        assertThat(screen.keys()).doesNotContain(new Key(true, 'z'));
        assertThat(page.evaluate("() => { try { window.screenElement.layout = 'xx' } catch (e) { return e.message } }"))
                .isEqualTo("There is no keyboard layout \"xx\".");
    }

    @Test
    void stopsTypingWhenItIsTold() {
        connect();
        page.evaluate("() => { window.typed = window.screenElement.typeText('long '.repeat(400)) }");
        page.locator("slipway-console .typed button").click();
        var told = (Map<?, ?>) page.evaluate("() => window.typed");
        assertThat((Integer) told.get("typed")).isBetween(1, 1999);
        assertThat(page.locator("slipway-console .typed").isVisible()).isFalse();
    }

    @Test
    void sendsCombinations() {
        connect();
        page.evaluate(
                "() => { window.screenElement.sendCombo('ctrl-alt-del'); window.screenElement.sendCombo('ctrl-alt-f1')"
                        + " }");

        soon().until(() -> screen.keys().size() == 12);
        assertThat(screen.keys())
                .startsWith(
                        new Key(true, 0xffe3),
                        new Key(true, 0xffe9),
                        new Key(true, 0xffff),
                        new Key(false, 0xffff),
                        new Key(false, 0xffe9),
                        new Key(false, 0xffe3))
                .contains(new Key(true, 0xffbe));
    }

    @Test
    void freesTheScreenWhenItLeavesThePage() {
        connect();
        page.evaluate("() => window.screenElement.remove()");
        await().atMost(Duration.ofSeconds(3)).until(() -> screen.viewers() == 0);
    }

    @Test
    void freesTheScreenWhenTheTabIsClosed() {
        connect();
        page.close();
        await().atMost(Duration.ofSeconds(3)).until(() -> screen.viewers() == 0);
    }

    @Test
    void comesBackByItselfAfterADrop() throws Exception {
        connect();
        screen.dropViewers();

        soon().until(() -> states().equals(List.of("connecting", "connected", "waiting", "connected")));
        assertThat(ticketsGiven).isEqualTo(2);
    }

    @Test
    void saysWhyThereIsNoScreenAndOffersToTryAgain() throws Exception {
        connect();
        screens.darken(vm, "The VM is off. Start it to see its screen.");
        screen.dropViewers();

        page.getByText("The VM is off. Start it to see its screen.").waitFor();
        assertThat(states()).last().isEqualTo("disconnected");
        screens.lighten(vm);
        page.getByText("Reconnect").click();
        awaitState("connected");
    }

    @Test
    void saysSoWhenTheConsoleServiceIsDown() throws Exception {
        gate.shut();
        try {
            page.evaluate("() => { window.screenElement.connect() }");
            page.getByText("The console service does not answer.").waitFor();
        } finally {
            gate.open();
        }
        page.getByText("Reconnect").click();
        awaitState("connected");
    }

    @Test
    void asksThePageWhereNoTicketSourceIsGiven() {
        page.evaluate("""
            () => { const e = window.screenElement; e.ticketSource = undefined;
              e.addEventListener('console-need-ticket', async () => e.connect((await window.giveTicket()).ticket));
              e.connect() }\
            """);
        awaitState("connected");
    }

    @Test
    void offersNothingMoreOnceTheRoleIsLost() {
        connect();
        users.setPlatformRole(user, Optional.of(Role.PLATFORM_AUDITOR), SYSTEM);

        page.getByText("Your role does not allow this").waitFor();
        assertThat(page.getByText("Reconnect").isVisible()).isFalse();
    }

    private void connect() {
        page.evaluate("() => { window.screenElement.connect() }");
        awaitState("connected");
    }

    private void focus() {
        page.evaluate("() => window.screenElement.focus()");
    }

    private void awaitState(String state) {
        try {
            page.waitForFunction("state => window.screenElement.state === state", state);
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "never " + state + ", but " + page.evaluate("() => JSON.stringify(window.states)") + ", viewers "
                            + screen.viewers() + ", refusals " + screen.refusals() + ", open " + open.count(),
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private List<String> states() {
        return (List<String>) page.evaluate("() => window.states.map((s) => s.state)");
    }

    private BoundingBox drawn() {
        return page.locator("slipway-console .screen").boundingBox();
    }

    private void dispatchKey(String type, String key, int code, boolean shift) {
        page.evaluate("""
            ([type, key, code, shift]) => window.screenElement.shadowRoot.querySelector('.surface').dispatchEvent(
              new KeyboardEvent(type, { key, keyCode: code, which: code, shiftKey: shift, bubbles: true, cancelable: true }))\
            """, List.of(type, key, code, shift));
    }

    private static ConditionFactory soon() {
        // Playwright's objects belong to the thread that made them.
        return await().pollInSameThread().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(20));
    }
}
