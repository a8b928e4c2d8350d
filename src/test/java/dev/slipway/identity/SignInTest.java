package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signing in over real HTTP, by people and by those who would be somebody else. */
@SlipwayTest
class SignInTest {
    @Autowired
    ApplicationContext application;

    @Autowired
    SecondFactors secondFactors;

    @Autowired
    Sessions sessions;

    @Autowired
    Users users;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private Person person;
    private WebVisitor visitor;

    @BeforeEach
    void somebody() {
        person = new People(application).newStranger();
        visitor = new WebVisitor(port);
    }

    @Test
    void refusesAFormWithoutTheTokenOfItsPage() {
        visitor.get("/login");
        Map<String, String> form = Map.of("username", name(), "password", People.PASSWORD);

        assertThat(visitor.post("/login", form).status()).isIn(302, 403);
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(sessions.list(person.actor())).isEmpty();

        String foreign = new WebVisitor(port).csrf("/login");
        visitor.post("/login", Map.of("username", name(), "password", People.PASSWORD, "_csrf", foreign));
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void aFormSentAgainSignsNobodyIn() {
        String csrf = visitor.csrf("/login");
        Map<String, String> form = Map.of("username", name(), "password", People.PASSWORD, "_csrf", csrf);
        String before = visitor.cookie();
        visitor.post("/login", form);
        assertThat(visitor.isSignedIn()).isTrue();

        WebVisitor thief = new WebVisitor(port);
        thief.carry(before);
        thief.post("/login", form);

        assertThat(thief.isSignedIn()).isFalse();
        assertThat(sessions.list(person.actor())).hasSize(1);
    }

    @Test
    void aPlantedCookieIsWorthNothingAfterTheSignIn() {
        visitor.get("/login");
        String planted = visitor.cookie();
        visitor.signIn(name(), People.PASSWORD);

        assertThat(visitor.cookie()).isNotEmpty().isNotEqualTo(planted);
        WebVisitor planter = new WebVisitor(port);
        planter.carry(planted);
        assertThat(planter.isSignedIn()).isFalse();
        assertThat(visitor.isSignedIn()).isTrue();
    }

    @Test
    void leadsToOurOwnPagesOnly() {
        WebVisitor.Page asked = visitor.get("/launch?continue=https://evil.example/&redirect=//evil.example");
        assertThat(asked.sentTo()).isEqualTo("/login");
        String csrf = visitor.csrf("/login?continue=https://evil.example/");
        WebVisitor.Page in = visitor.post(
                "/login?continue=https://evil.example/&redirect=//evil.example&url=https:evil.example",
                Map.of("username", name(), "password", People.PASSWORD, "_csrf", csrf, "redirect", "//evil.example"));

        assertThat(in.status()).isEqualTo(302);
        assertThat(in.sentTo()).startsWith("/launch").doesNotStartWith("//");
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSitesAndThePagesFromTheBackButton() {
        WebVisitor.Page page = visitor.get("/login");
        assertThat(page.header("set-cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .doesNotContain("Secure");
        visitor.signIn(name(), People.PASSWORD);
        for (String shown : List.of("/", "/account", "/login?error")) {
            WebVisitor.Page mine = visitor.get(shown);
            assertThat(mine.header("cache-control"))
                    .as(shown)
                    .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
            assertThat(mine.header("content-security-policy"))
                    .as(shown)
                    .hasValueSatisfying(v -> assertThat(v).contains("frame-ancestors 'self'"));
            assertThat(mine.header("x-content-type-options")).as(shown).hasValue("nosniff");
        }
        visitor.post("/logout", Map.of("_csrf", visitor.csrf("/")));
        assertThat(visitor.isSignedIn()).isFalse();
    }

    @Test
    void asksForACodeOnASecondStepThatIsNoAccess() {
        Enrolled enrolled = enrol();

        WebVisitor.Page first = visitor.signIn(name(), People.PASSWORD);
        assertThat(first.sentTo()).isEqualTo("/login/code");
        String before = visitor.cookie();
        for (String guarded : List.of("/", "/launch", "/account", "/first-steps", "/actuator/metrics")) {
            assertThat(visitor.get(guarded).sentTo()).as(guarded).isEqualTo("/login");
        }
        assertThat(sessions.list(person.actor())).isEmpty();

        assertThat(visitor.submit("/login/code", Map.of("code", "000000")).sentTo())
                .isEqualTo("/login/code?error");
        String code = enrolled.codeOf(1);
        assertThat(visitor.submit("/login/code", Map.of("code", code)).status()).isEqualTo(302);

        assertThat(visitor.isSignedIn()).isTrue();
        assertThat(visitor.cookie()).isNotEqualTo(before);
        assertThat(sessions.list(person.actor())).hasSize(1);

        WebVisitor onlooker = new WebVisitor(port);
        onlooker.signIn(name(), People.PASSWORD);
        onlooker.submit("/login/code", Map.of("code", code));
        assertThat(onlooker.isSignedIn()).as("the same code again").isFalse();
        onlooker.submit(
                "/login/code", Map.of("code", enrolled.recovery().getFirst().toUpperCase()));
        assertThat(onlooker.isSignedIn()).as("a recovery code").isTrue();
        WebVisitor again = new WebVisitor(port);
        again.signIn(name(), People.PASSWORD);
        again.submit("/login/code", Map.of("code", enrolled.recovery().getFirst()));
        assertThat(again.isSignedIn()).as("the same recovery code").isFalse();
    }

    @Test
    void noCodeHelpsWithoutThePasswordBefore() {
        Enrolled enrolled = enrol();
        String csrf = visitor.csrf("/login");

        WebVisitor.Page page = visitor.post("/login/code", Map.of("code", enrolled.codeOf(1), "_csrf", csrf));

        assertThat(page.sentTo()).isEqualTo("/login");
        assertThat(visitor.isSignedIn()).isFalse();
    }

    /** Who knows the password begins anew as often as they like: the tries count on. */
    @Test
    void guessingCodesIsSlowedDownLikeGuessingPasswords() {
        enrol();
        boolean slowed = false;
        for (int i = 0; i < 12 && !slowed; i++) {
            slowed = visitor.signIn(name(), People.PASSWORD).sentTo().equals("/login?error");
            if (!slowed) {
                visitor.submit("/login/code", Map.of("code", "00000" + i % 10));
            }
        }
        assertThat(slowed).isTrue();
        assertThat(sessions.list(person.actor())).isEmpty();
    }

    @Test
    void aSecondFactorIsSetUpWithACodeAndTakenAwayWithPasswordAndCode() {
        Actor actor = person.actor();
        var enrolment = secondFactors.begin(actor);
        assertThat(enrolment.uri()).startsWith("otpauth://totp/Slipway:" + name() + "?secret=" + enrolment.secret());
        assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
        assertThatThrownBy(() -> secondFactors.confirm("000000", actor)).isInstanceOf(InvalidRequest.class);
        assertThat(secondFactors.standing(actor).on()).isFalse();

        Enrolled enrolled = enrol();
        assertThat(secondFactors.standing(actor)).isEqualTo(new SecondFactors.Standing(true, true, 10));
        assertThat(jdbc.sql("select count(*) from recovery_code where code_hash like concat(?, '%')")
                        .param(enrolled.recovery().getFirst().substring(0, 4))
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> secondFactors.begin(actor)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> secondFactors.turnOff("not the password", enrolled.codeOf(1), actor))
                .isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> secondFactors.turnOff(People.PASSWORD, "000000", actor))
                .isInstanceOf(InvalidRequest.class);

        secondFactors.turnOff(People.PASSWORD, enrolled.codeOf(1), actor);

        assertThat(secondFactors.standing(actor).on()).isFalse();
        visitor.signIn(name(), People.PASSWORD);
        assertThat(visitor.isSignedIn()).isTrue();
    }

    @Test
    void aChangedPasswordEndsTheOtherSessions() {
        visitor.signIn(name(), People.PASSWORD);
        users.changePassword(People.PASSWORD, "another horse 2", person.actor());
        assertThat(visitor.get("/").sentTo()).isEqualTo("/login?ended=password_changed");
    }

    /** @param secret as the app keeps it */
    private record Enrolled(byte[] secret, List<String> recovery) {
        /** @param ahead steps after now: each is good once */
        String codeOf(int ahead) {
            return Totp.code(secret, Totp.step(Instant.now()) + ahead);
        }
    }

    private Enrolled enrol() {
        byte[] secret = decoded(secondFactors.begin(person.actor()).secret());
        var recovery = secondFactors.confirm(Totp.code(secret, Totp.step(Instant.now())), person.actor());
        return new Enrolled(secret, recovery);
    }

    static byte[] decoded(String base32) {
        var bits = new BigInteger("1", 2);
        for (char c : base32.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        byte[] all = bits.toByteArray();
        return Arrays.copyOfRange(all, 1, all.length);
    }

    private String name() {
        return person.user().name();
    }
}
