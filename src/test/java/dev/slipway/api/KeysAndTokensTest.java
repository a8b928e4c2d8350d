package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.ApiTokens;
import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.testing.SlipwayTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What people sign in with, here and on their VMs. */
@SlipwayTest
class KeysAndTokensTest {
    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private Person person;
    private ApiClient api;

    @BeforeEach
    void somebody() {
        People people = new People(application);
        person = people.newMember(people.newProject().id(), Role.PROJECT_MEMBER);
        api = new ApiClient(port, Optional.of(person.token()));
    }

    @Test
    void keepsPublicKeys() {
        String key = SshKeySample.fresh();
        Answer added = api.post("/api/v1/ssh-keys", Map.of("publicKey", key));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.body().path("name").asString()).isEqualTo("somebody@somewhere");
        assertThat(added.body().path("fingerprint").asString()).startsWith("SHA256:");
        assertThat(api.get("/api/v1/ssh-keys").body().size()).isEqualTo(1);
        Answer again = api.post("/api/v1/ssh-keys", Map.of("name", "other", "publicKey", key));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("key-present");
        String path = "/api/v1/ssh-keys/" + added.body().path("id").asString();
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.delete(path).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/ssh-keys").body().size()).isZero();
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        var nothing = new HashMap<String, Object>();
        nothing.put("name", "x");
        nothing.put("publicKey", null);
        for (Object body : new Object[] {
            Map.of(),
            nothing,
            Map.of("publicKey", "-----BEGIN OPENSSH PRIVATE KEY-----"),
            Map.of("publicKey", "ssh-ed25519 AAAA"),
            Map.of("publicKey", SshKeySample.fresh() + "\nssh-ed25519 second"),
            Map.of("publicKey", SshKeySample.fresh(), "name", "n".repeat(65)),
            Map.of("publicKey", SshKeySample.fresh(), "name", "two\nlines"),
            Map.of("publicKey", SshKeySample.fresh(), "owner", "somebody else")
        }) {
            Answer refused = api.post("/api/v1/ssh-keys", body);
            assertThat(refused.status()).as(body + ": " + refused.text()).isEqualTo(400);
        }
        assertThat(api.get("/api/v1/ssh-keys").body().size()).isZero();
    }

    @Test
    void showsASecretOnceAndEndsWithItsRevocation() {
        var issued = application.getBean(ApiTokens.class).issue("ci", Optional.of(Duration.ofDays(30)), person.actor());
        String secret = issued.secret();
        String id = issued.token().id().toString();
        var listed = api.get("/api/v1/tokens");
        assertThat(listed.text()).contains(id).doesNotContain("slip_").doesNotContain(secret.substring(5));
        ApiClient ci = new ApiClient(port, Optional.of(secret));
        assertThat(ci.get("/api/v1/me").body().path("id").asString())
                .isEqualTo(person.user().id().toString());

        assertThat(api.delete("/api/v1/tokens/" + id).status()).isEqualTo(204);

        assertThat(ci.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(ci.get("/api/v1/me").code()).isEqualTo("unauthorized");
        assertThat(api.delete("/api/v1/tokens/" + id).status()).isEqualTo(404);
    }

    @Test
    void aTokenMakesNoTokensSoThatRevokingAStolenOneIsTheEndOfIt() {
        Answer refused = api.post("/api/v1/tokens", Map.of("name", "ci", "validDays", 30));

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("token-by-token");
        assertThat(api.get("/api/v1/tokens").body().size()).isEqualTo(1);
    }

    @Test
    void anExpiredTokenIsNone() {
        String secret = application
                .getBean(ApiTokens.class)
                .issue("brief", Optional.of(Duration.ofMillis(1)), person.actor())
                .secret();
        ApiClient late = new ApiClient(port, Optional.of(secret));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> late.get("/api/v1/me").status() == 401);
    }

    @Test
    void refusesTokensThatCannotBe() {
        var nameless = new HashMap<String, Object>();
        nameless.put("name", null);
        for (Object body : new Object[] {
            Map.of(),
            nameless,
            Map.of("name", "  "),
            Map.of("name", "n".repeat(65)),
            Map.of("name", "x", "validDays", 0),
            Map.of("name", "x", "validDays", -1),
            Map.of("name", "x", "validDays", Integer.MAX_VALUE),
            Map.of("name", "x", "validDays", 1e30),
            Map.of("name", "x", "validDays", 1.5),
            Map.of("name", "x", "validDays", "30")
        }) {
            Answer refused = api.post("/api/v1/tokens", body);
            assertThat(refused.status()).as(body + ": " + refused.text()).isEqualTo(400);
        }
        assertThat(api.get("/api/v1/tokens").body().size()).isEqualTo(1);
    }
}
