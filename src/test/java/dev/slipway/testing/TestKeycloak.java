package dev.slipway.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Keycloak with the realm for development, on a free loopback port; ends with the JVM, however that ends. Its program
 * is named by the environment variable {@code SLIPWAY_KEYCLOAK}, which {@code bin/test} sets.
 */
public final class TestKeycloak {
    public static final String CLIENT_SECRET = "a secret for tests";
    private static final String ADMIN_PASSWORD = "an administrator for tests";
    private static final Duration START_UP = Duration.ofSeconds(300);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String base;

    private TestKeycloak(Process process, String base) {
        this.process = process;
        this.base = base;
    }

    /** @param portal the portal's address, which the realm knows */
    public static TestKeycloak start(String portal) {
        try {
            String program = Optional.ofNullable(System.getenv("SLIPWAY_KEYCLOAK"))
                    .filter(p -> !p.isBlank())
                    .orElseThrow(() -> new IllegalStateException("No SLIPWAY_KEYCLOAK: run this by bin/test"));
            int port = Ports.free();
            Path data = Files.createTempDirectory("slipway-keycloak");
            Path log = data.resolve("keycloak.log");
            ProcessBuilder server = new ProcessBuilder(
                            "setpriv",
                            "--pdeathsig",
                            "KILL",
                            "--",
                            Path.of("deploy/keycloak/serve").toAbsolutePath().toString(),
                            program,
                            data.toString(),
                            Integer.toString(port),
                            portal)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            server.environment().put("SLIPWAY_SSO_CLIENT_SECRET", CLIENT_SECRET);
            server.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
            TestKeycloak keycloak = new TestKeycloak(server.start(), "http://localhost:" + port);
            await("Keycloak, see " + log)
                    .atMost(START_UP)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("Keycloak ended, see " + log, () -> !keycloak.process.isAlive())
                    .until(keycloak::answers);
            return keycloak;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return base + "/realms/slipway";
    }

    private boolean answers() {
        try {
            return send(HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration")))
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** An access token for the API, by name and password. */
    public String accessToken(String user) {
        return token(
                "slipway",
                "client_id=slipway-cli&scope=openid&username=" + user + "&password=" + user + "-for-development");
    }

    /** Ends all sessions of a user, as an administrator does in Keycloak's console. */
    public void logOut(String user) {
        admin("POST", "/users/" + idOf(user) + "/logout");
    }

    /** Whether the user is signed in there, for the portal: tokens by password have sessions of their own. */
    public boolean hasSession(String user) {
        for (JsonNode session : admin("GET", "/users/" + idOf(user) + "/sessions")) {
            if (session.path("clients").toString().contains("\"slipway\"")) {
                return true;
            }
        }
        return false;
    }

    public void removeFromItsGroups(String user) {
        String id = idOf(user);
        admin("GET", "/users/" + id + "/groups")
                .forEach(group -> admin(
                        "DELETE", "/users/" + id + "/groups/" + group.path("id").asString()));
    }

    private String idOf(String user) {
        return admin("GET", "/users?exact=true&username=" + user)
                .get(0)
                .path("id")
                .asString();
    }

    private JsonNode admin(String method, String path) {
        String token = token(
                "master",
                "client_id=admin-cli&username=admin&password="
                        + URLEncoder.encode(ADMIN_PASSWORD, StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(base + "/admin/realms/slipway" + path))
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body().isBlank() ? "null" : answer.body());
    }

    private String token(String realm, String form) {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(base + "/realms/" + realm + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=password&" + form)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token: " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void kill() {
        try {
            if (!process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Keycloak cannot be killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
