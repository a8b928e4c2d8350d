package dev.slipway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.router.Route;
import dev.slipway.api.ApiWorld;
import dev.slipway.testing.Golden;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.ui.ScreenWorld;
import dev.slipway.ui.session.LoginView;
import dev.slipway.ui.shell.NoSuchScreen;
import dev.slipway.ui.shell.ProblemScreen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/** Every screen there is, of real things of one project, opened by everybody. */
@SlipwayTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreenAccessTest {
    private static final String HEAD = """
            # Who gets which screens

            Every screen's address, of real things of one project, opened by everybody. This page is written by the test that
            opens them, and compared by it: a screen that is not here, or that opens otherwise, fails the build. What one may do
            on a screen is asked again by each button; see [permissions](permissions.md).

            ✔ the screen · sign in: the sign-in page · → leads there, for one's own · nothing: the same page as for an address
            that leads nowhere

            A VM's console opens for who may see the VM, and says why there is no picture to who may not have one: whoever gets no
            ticket from `Consoles.issueTicket` in [the inner calls](facade-access.md).

            """;

    private static final Pattern VARIABLE = Pattern.compile(":([a-z]+)\\??");
    private static final String NOTHING = "nothing";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final Sheet sheet = new Sheet(List.of(Who.values()));
    private final List<String> wrong = new ArrayList<>();
    private ApiWorld world;

    @BeforeAll
    void openAll() {
        world = new ApiWorld(application, port);
        Cast cast = new Cast(world);
        Things things = new Things(world, cast);
        Collection<String> secrets = things.secrets();
        try (var screens = SpringBrowserlessApplicationContext.createSecured(application, "dev.slipway.ui")) {
            for (Who who : Who.values()) {
                BrowserlessUIContext window = window(screens, cast, who);
                for (Class<?> screen : screens()) {
                    String address = screen.getAnnotation(Route.class).value();
                    String real = VARIABLE.matcher(address).replaceAll(m -> things.id(m.group(1)));
                    sheet.add(List.of("`/" + address + "`"), who, open(window, screen, real, who, secrets));
                }
            }
        }
    }

    @AfterAll
    void leave() {
        world.close();
    }

    @Test
    void everyScreenOpensForEverybodyAsWritten() throws Exception {
        Golden.page("screen-access.md").says(HEAD + sheet.table("Address"));
    }

    @Test
    void nobodySeesMoreThanTheSignIn() {
        assertThat(sheet.doors(Who.NOBODY, answer -> !answer.equals("sign in"))).containsOnly("`/login`");
    }

    @Test
    void strangersSeeNothingOfOthers() {
        assertThat(wrong).isEmpty();
        assertThat(sheet.doors(Who.STRANGER, Sheet.YES::equals))
                .filteredOn(address -> address.contains(":"))
                .isEmpty();
    }

    @Test
    void auditorsSeeWhatAdministratorsSee() {
        assertThat(sheet.doors(Who.AUDITOR, Sheet.YES::equals))
                .containsExactlyElementsOf(sheet.doors(Who.ADMIN, Sheet.YES::equals));
    }

    private static BrowserlessUIContext window(
            SecuredBrowserlessApplicationContext<Authentication> screens, Cast cast, Who who) {
        return who == Who.NOBODY
                ? screens.newUser().newWindow()
                : screens.newUser(ScreenWorld.signedIn(cast.person(who))).newWindow();
    }

    private static List<Class<?>> screens() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        List<Class<?>> screens = new ArrayList<>();
        scanner.findCandidateComponents("dev.slipway.ui").stream()
                .map(found -> String.valueOf(found.getBeanClassName()))
                .sorted()
                .forEach(name -> screens.add(ClassUtils.resolveClassName(name, null)));
        return screens;
    }

    private String open(
            BrowserlessUIContext window, Class<?> screen, String address, Who who, Collection<String> secrets) {
        window.activate();
        window.getUI().navigate(address);
        Component shown = (Component) window.getCurrentView();
        String html = shown.getElement().getOuterHTML();
        if (who == Who.STRANGER && secrets.stream().anyMatch(html::contains)) {
            wrong.add("shows a stranger: " + screen.getSimpleName() + " " + html);
        }
        if (screen.isInstance(shown)) {
            return html.contains("not yours to see") ? NOTHING : Sheet.YES;
        }
        return switch (shown) {
            case LoginView login -> "sign in";
            case NoSuchScreen none -> NOTHING;
            case ProblemScreen problem -> html.contains("not yours to see") ? NOTHING : "a reason";
            default ->
                Optional.ofNullable(shown.getClass().getAnnotation(Route.class))
                        .map(other -> "→ `/" + other.value() + "`")
                        .orElseGet(() -> shown.getClass().getSimpleName());
        };
    }
}
