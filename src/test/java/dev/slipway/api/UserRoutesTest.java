package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.identity.Users;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What administrators do with accounts, through the API, and what those may who are none. */
@SlipwayTest
class UserRoutesTest {
    private static final String USERS = "/api/v1/users";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final String name = "n" + UUID.randomUUID().toString().substring(0, 12);
    private People people;
    private ApiClient admin;

    @BeforeEach
    void administrator() {
        people = new People(application);
        admin = client(people.newAdministrator());
    }

    @Test
    void opensAnAccountWhoseFirstPasswordIsGoodForOneSignInOnly() {
        Answer opened = admin.post(USERS, Map.of("name", name, "displayName", "New Person"));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        String password = opened.body().path("password").asString();
        assertThat(password).matches("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
        assertThat(opened.headers().get("cache-control").toString()).contains("no-store");
        String path = USERS + "/" + opened.body().path("user").path("id").asString();
        Answer read = admin.get(path);
        assertThat(read.text()).doesNotContain(password);
        assertThat(read.body().path("passwordTemporary").asBoolean()).isTrue();

        WebVisitor visitor = new WebVisitor(port);
        visitor.signIn(name, password);
        // The page opens, and sends itself to the first steps; nothing else is to be had.
        assertThat(admin.get(path).body().path("sessions").asInt()).isEqualTo(1);
        Person person = people.named(name);
        assertThat(client(person).get("/api/v1/me").status())
                .as("its tokens rest")
                .isEqualTo(401);

        application.getBean(Users.class).changePassword(password, "a password of my own", person.actor());
        assertThat(client(person).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.get(path).body().path("passwordTemporary").asBoolean()).isFalse();
    }

    @Test
    void givesANewPasswordAndEndsWhatTheOldOneOpened() {
        Person person = people.newStranger();
        WebVisitor visitor = new WebVisitor(port);
        visitor.signIn(person.user().name(), People.PASSWORD);

        Answer reset = admin.post(USERS + "/" + person.user().id() + "/actions/reset-password", "");

        assertThat(reset.status()).as(reset.text()).isEqualTo(200);
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(client(person).get("/api/v1/me").status()).isEqualTo(401);
        visitor.signIn(person.user().name(), reset.body().path("password").asString());
        assertThat(visitor.isSignedIn()).isTrue();
    }

    @Test
    void disablingEndsSessionsAndTokensAtOnceAndEnablingBringsThemBack() {
        Person person = people.newStranger();
        WebVisitor visitor = new WebVisitor(port);
        visitor.signIn(person.user().name(), People.PASSWORD);
        String path = USERS + "/" + person.user().id();

        assertThat(admin.post(path + "/actions/disable", "")
                        .body()
                        .path("enabled")
                        .asBoolean())
                .isFalse();

        assertThat(visitor.get("/").sentTo()).isEqualTo("/login?ended=account_disabled");
        assertThat(client(person).get("/api/v1/me").status()).isEqualTo(401);
        visitor.signIn(person.user().name(), People.PASSWORD);
        assertThat(visitor.isSignedIn()).isFalse();
        admin.post(path + "/actions/enable", "");
        assertThat(client(person).get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void listsByPageSearchAndOrderAndRefusesOthers() {
        for (String each : new String[] {"a", "b", "c"}) {
            admin.post(USERS, Map.of("name", name + each, "displayName", "Person " + each));
        }
        Answer page = admin.get(USERS + "?search=" + name + "&size=2&sort=name,desc");
        assertThat(page.body().path("total").asInt()).isEqualTo(3);
        assertThat(page.body().path("items").path(0).path("name").asString()).isEqualTo(name + "c");
        assertThat(admin.get(USERS + "?search=%25").body().path("total").asInt())
                .as("a percent sign is searched for as one")
                .isZero();
        assertThat(admin.get(USERS + "?sort=password").status()).isEqualTo(400);
        assertThat(admin.post(USERS, Map.of("name", name + "a", "displayName", "Again"))
                        .status())
                .isEqualTo(409);
        assertThat(admin.post(USERS, Map.of("name", name + "d", "displayName", "D", "platformRole", "TENANT_ADMIN"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.get(USERS + "?search=" + name + "d")
                        .body()
                        .path("total")
                        .asInt())
                .as("opened with its role or not at all")
                .isZero();

        Person stranger = people.newStranger();
        ApiClient nobody = client(stranger);
        String path = USERS + "/" + people.newStranger().user().id();
        assertThat(nobody.get(USERS).status()).isEqualTo(403);
        assertThat(nobody.get(path).status()).isEqualTo(404);
        assertThat(nobody.post(path + "/actions/reset-password", "").status()).isEqualTo(404);
        assertThat(nobody.post(USERS, Map.of("name", name + "x", "displayName", "X"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAuditorSeesAndChangesNothing() {
        Person auditor = people.newStranger();
        application
                .getBean(Users.class)
                .setPlatformRole(auditor.user().id(), Optional.of(Role.PLATFORM_AUDITOR), Actor.system("test"));
        ApiClient sees = client(auditor);
        String path = USERS + "/" + people.newStranger().user().id();

        assertThat(sees.get(USERS).status()).isEqualTo(200);
        assertThat(sees.get(path + "/sessions").status()).isEqualTo(200);
        for (String action : new String[] {"enable", "disable", "reset-password", "unlock", "reset-second-factor"}) {
            Answer refused = sees.post(path + "/actions/" + action, "");
            assertThat(refused.status()).as(action + refused.text()).isEqualTo(403);
        }
        assertThat(sees.delete(path + "/sessions").status()).isEqualTo(403);
    }

    @Test
    void showsAndEndsOnesOwnSessions() {
        Person person = people.newStranger();
        WebVisitor visitor = new WebVisitor(port);
        visitor.signIn(person.user().name(), People.PASSWORD);
        ApiClient mine = client(person);
        String session =
                mine.get("/api/v1/me/sessions").body().path(0).path("id").asString();

        assertThat(client(people.newStranger())
                        .delete("/api/v1/me/sessions/" + session)
                        .status())
                .isEqualTo(404);
        assertThat(mine.delete("/api/v1/me/sessions/" + session).status()).isEqualTo(204);
        assertThat(visitor.isSignedIn()).isFalse();
        assertThat(mine.delete("/api/v1/me/sessions").body().path("ended").asInt())
                .isZero();
    }

    private ApiClient client(Person person) {
        return new ApiClient(port, Optional.of(person.token()));
    }
}
