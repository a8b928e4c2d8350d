package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.kernel.Forbidden;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.SessionId;
import dev.slipway.live.Change;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SlipwayTest
class SessionsTest {
    @Autowired
    ApplicationContext application;

    @Autowired
    Sessions sessions;

    @Autowired
    SessionCare care;

    @Autowired
    Actors actors;

    @Autowired
    Changes changes;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private People people;
    private Person person;

    @BeforeEach
    void somebody() {
        people = new People(application);
        person = people.newStranger();
    }

    @Test
    void listsWhoSignedInFromWhereAndWithWhat() {
        new WebVisitor(port).signIn(person.user().name(), People.PASSWORD);
        new WebVisitor(port)
                .calledItself("Evil\t<script>alert(1)</script> " + "x".repeat(400))
                .signIn(person.user().name(), People.PASSWORD);

        List<SessionView> listed = sessions.list(person.actor());

        assertThat(listed).hasSize(2).allSatisfy(s -> {
            assertThat(s.user()).isEqualTo(person.user().id());
            assertThat(s.means()).isEqualTo(SignInMeans.LOCAL);
            assertThat(s.origin()).isEqualTo("127.0.0.1");
            assertThat(s.current()).isFalse();
        });
        assertThat(listed).extracting(SessionView::userAgent).anyMatch(a -> a.contains("Firefox/140"));
        assertThat(listed)
                .extracting(SessionView::userAgent)
                .anyMatch(a -> a.startsWith("Evil <script>") && a.length() == 255);
    }

    @Test
    void endsOneOfThemWithItsNextRequestAndSaysWhy() {
        WebVisitor laptop = signedIn();
        WebVisitor phone = signedIn();
        SessionId phones = sessions.list(person.actor()).getFirst().id();

        sessions.end(phones, person.actor());

        WebVisitor.Page turnedAway = phone.get("/launch");
        assertThat(turnedAway.status()).isEqualTo(302);
        assertThat(turnedAway.sentTo()).isEqualTo("/login?ended=ended_by_owner");
        assertThat(phone.isSignedIn()).isFalse();
        assertThat(laptop.isSignedIn()).isTrue();
        assertThatThrownBy(() -> sessions.end(phones, person.actor())).isInstanceOf(NotFound.class);
    }

    /** The page that is told to leave asks for the sign-in with the cookie of the session that has ended. */
    @Test
    void anEndedSessionDoesNotComeToLifeAgainByItsLastRequests() {
        WebVisitor phone = signedIn();
        sessions.end(sessions.list(person.actor()).getFirst().id(), person.actor());

        assertThat(phone.get("/login?ended=ended_by_owner").status()).isEqualTo(200);

        assertThat(phone.isSignedIn()).isFalse();
        assertThat(sessions.list(person.actor())).isEmpty();
    }

    /** Else the answer that comes last would take the sign-in's session from the browser that has just begun one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/VAADIN/push?v-r=push&v-uiId=1&v-pushId=none&X-Atmosphere-Transport=close&X-Atmosphere-tracking-id=none",
                "/?v-r=uidl&v-uiId=1",
                "/?v-r=heartbeat&v-uiId=1"
            })
    void whatAPageSendsWhileItLeavesGetsNoNewCookie(String last) {
        WebVisitor phone = signedIn();
        sessions.end(sessions.list(person.actor()).getFirst().id(), person.actor());
        String ended = phone.cookie();

        assertThat(phone.post(last, Map.of()).answer().headers().allValues("set-cookie"))
                .as("while its session is just ending")
                .isEmpty();
        phone.carry(ended);
        assertThat(phone.post(last, Map.of()).answer().headers().allValues("set-cookie"))
                .as("when its session has ended")
                .isEmpty();
    }

    @Test
    void endsAllButOne() {
        WebVisitor other = signedIn();
        WebVisitor mine = signedIn();
        Optional<SessionId> current =
                Optional.of(sessions.list(person.actor()).getFirst().id());

        assertThat(sessions.endAllOf(person.user().id(), current, person.actor()))
                .isEqualTo(1);

        assertThat(other.isSignedIn()).isFalse();
        assertThat(mine.isSignedIn()).isTrue();
    }

    @Test
    void refusesTheActorOfAnEndedSession() {
        SessionId session = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");
        assertThat(actors.of(person.user().id(), Optional.of(session), "x").session())
                .contains(session);

        sessions.end(session, person.actor());

        assertThatThrownBy(() -> actors.of(person.user().id(), Optional.of(session), "x"))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("ended");
        assertThatThrownBy(() -> actors.of(person.user().id(), Optional.of(SessionId.random()), "x"))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void tellsAllNodesAtOnce() {
        SessionId session = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");
        Set<Change> heard = ConcurrentHashMap.newKeySet();
        try (var _ = changes.subscribe(heard::add)) {
            sessions.end(session, person.actor());
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(heard).contains(new Change(Topic.ACCESS, session.value(), null)));
        }
    }

    @Test
    void endsWhatTheProviderNamesAndNothingElse() {
        String issuer = "https://idp.example/" + UUID.randomUUID();
        SessionId first = atProvider(issuer, Optional.of("sid-1"), "ada");
        SessionId second = atProvider(issuer, Optional.of("sid-2"), "ada");
        SessionId foreign = atProvider(issuer + "/other", Optional.of("sid-1"), "ada");

        assertThat(sessions.endByProvider(issuer, Optional.of("SID-1"), Optional.of("ada")))
                .isZero();
        assertThat(sessions.endByProvider(issuer, Optional.of("sid-1"), Optional.of("ada")))
                .isEqualTo(1);
        assertThat(sessions.whyEnded(first)).contains(SessionEnd.PROVIDER_SIGNED_OUT);
        assertThat(sessions.whyEnded(second)).isEmpty();

        assertThat(sessions.endByProvider(issuer, Optional.empty(), Optional.of("ada")))
                .isEqualTo(1);
        assertThat(sessions.whyEnded(second)).isPresent();
        assertThat(sessions.whyEnded(foreign)).isEmpty();
        assertThat(sessions.endByProvider(issuer, Optional.empty(), Optional.empty()))
                .isZero();
    }

    @Test
    void keepsEverybodysToThemselvesAndAdministrators() {
        Person stranger = people.newStranger();
        Person administrator = people.newAdministrator();
        SessionId session = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");

        assertThatThrownBy(() -> sessions.end(session, stranger.actor())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sessions.list(person.user().id(), stranger.actor()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sessions.endAllOf(person.user().id(), Optional.empty(), stranger.actor()))
                .isInstanceOf(NotFound.class);
        assertThat(sessions.list(person.user().id(), administrator.actor())).hasSize(1);

        sessions.end(session, administrator.actor());

        assertThat(sessions.whyEnded(session)).contains(SessionEnd.ENDED_BY_ADMINISTRATOR);
    }

    @Test
    void signingOutEndsItAndSoDoesSilence() {
        WebVisitor visitor = signedIn();
        SessionId left = sessions.list(person.actor()).getFirst().id();
        visitor.post("/logout", java.util.Map.of("_csrf", visitor.csrf("/")));
        assertThat(sessions.whyEnded(left)).contains(SessionEnd.SIGNED_OUT);

        SessionId silent = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");
        SessionId fresh = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");
        jdbc.sql("update user_session set last_seen_at = last_seen_at - interval 9 hour where id = ?")
                .param(silent.value())
                .update();
        care.look();
        assertThat(sessions.whyEnded(silent)).contains(SessionEnd.TIMED_OUT);
        assertThat(sessions.touch(silent)).contains(SessionEnd.TIMED_OUT);
        assertThat(sessions.touch(fresh)).isEmpty();
    }

    @Test
    void notesWhenItWasSeenOnceAMinute() {
        SessionId session = sessions.begin(person.user().id(), Optional.empty(), "10.0.0.1", "test");
        var begun = sessions.list(person.actor()).getFirst().lastSeenAt();
        sessions.touch(session);
        assertThat(sessions.list(person.actor()).getFirst().lastSeenAt()).isEqualTo(begun);

        jdbc.sql("update user_session set last_seen_at = last_seen_at - interval 61 second where id = ?")
                .param(session.value())
                .update();
        sessions.touch(session);
        assertThat(sessions.list(person.actor()).getFirst().lastSeenAt()).isAfterOrEqualTo(begun);
    }

    private SessionId atProvider(String issuer, Optional<String> sid, String subject) {
        return sessions.begin(
                person.user().id(), Optional.of(new ProviderSession(issuer, sid, subject)), "10.0.0.1", "test");
    }

    private WebVisitor signedIn() {
        WebVisitor visitor = new WebVisitor(port);
        visitor.signIn(person.user().name(), People.PASSWORD);
        assertThat(visitor.isSignedIn()).isTrue();
        return visitor;
    }
}
