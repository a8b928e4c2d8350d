package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@SlipwayTest
class SignInRulesRoutesTest {
    private static final String RULES = "/api/v1/sign-in-rules";

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private final String unique = UUID.randomUUID().toString();
    private ApiClient administrator;
    private ApiClient member;

    @BeforeEach
    void somebody() {
        People people = new People(application);
        administrator =
                new ApiClient(port, Optional.of(people.newAdministrator().token()));
        member = new ApiClient(
                port,
                Optional.of(people.newMember(people.newProject().id(), Role.PROJECT_MANAGER)
                        .token()));
    }

    @Test
    void areWrittenOrderedTriedAndRemoved() {
        String first = add("/" + unique + "/{tenant}/viewers", "PROJECT_VIEWER");
        String second = add("/" + unique + "/{tenant}/managers", "PROJECT_MANAGER");
        String claims = "{\"sub\":\"s\",\"preferred_username\":\"ada\",\"groups\":[\"/" + unique + "/acme " + unique
                + "/viewers\",\"/" + unique + "/acme " + unique + "/managers\"]}";
        claims = claims.replace("acme " + unique, "acme-" + unique.substring(0, 8));

        Answer tried = dryRun(claims);
        assertThat(tried.body().path("admitted").asBoolean()).as(tried.text()).isTrue();
        assertThat(tried.body().path("lines").get(0).path("gives").asString()).startsWith("project viewer in acme-");
        assertThat(tried.body().path("lines").get(1).path("counts").asBoolean())
                .as("the first rule has decided")
                .isFalse();

        int position =
                administrator.get(RULES + "/" + first).body().path("position").asInt();
        assertThat(administrator
                        .post(RULES + "/" + second + "/move", Map.of("position", position))
                        .status())
                .isEqualTo(204);
        String token =
                "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                        + ".x";
        Answer again = dryRun(token);
        assertThat(again.body().path("lines").get(0).path("gives").asString()).startsWith("project manager in acme-");

        for (String rule : new String[] {first, second}) {
            assertThat(administrator.delete(RULES + "/" + rule).status()).isEqualTo(204);
            assertThat(administrator.delete(RULES + "/" + rule).status()).isEqualTo(404);
        }
        assertThat(dryRun(claims).body().path("admitted").asBoolean()).isFalse();
        assertThat(administrator.get("/api/v1/audit?size=50").text())
                .contains("sign-in-rule.add", "sign-in-rule.move", "sign-in-rule.remove");
    }

    @Test
    void refuseInWordsWhatCannotBe() {
        for (Map<String, Object> body : java.util.List.of(
                rule("", "PROJECT_MEMBER"),
                rule("/x", "PROJECT_MEMBER"),
                rule("/{tenant}{project}", "PROJECT_MEMBER"),
                rule("/{tenant}", "PLATFORM_ADMIN"),
                rule("/{tenant}", "EMPEROR"),
                rule("x".repeat(256), "PLATFORM_ADMIN"))) {
            Answer refused = administrator.post(RULES, body);
            assertThat(refused.status()).as(body + ": " + refused.text()).isEqualTo(400);
        }
        for (String claims : new String[] {"", "nonsense", "[]", "{", "a.b.c", "{\"groups\":", "x".repeat(600_000)}) {
            Answer refused = dryRun(claims);
            assertThat(refused.status())
                    .as(claims.length() + ": " + refused.text())
                    .isEqualTo(400);
        }
        assertThat(dryRun("{\"groups\":{\"a\":[1,null,true]}}").status()).isEqualTo(200);
    }

    @Test
    void areForAdministrators() {
        for (Answer refused : new Answer[] {
            member.get(RULES),
            member.post(RULES, rule("/{tenant}", "TENANT_ADMIN")),
            member.post(RULES + "/dry-run", Map.of("claims", "{}"))
        }) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body().path("detail").asString()).contains("platform administrator");
        }
    }

    private String add(String value, String role) {
        Answer added = administrator.post(RULES, rule(value, role));
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.body().path("id").asString();
    }

    private Answer dryRun(String claims) {
        return administrator.post(RULES + "/dry-run", Map.of("claims", claims));
    }

    private static Map<String, Object> rule(String value, String role) {
        return new HashMap<>(Map.of("claim", "groups", "value", value, "role", role, "create", true));
    }
}
