package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.SlipwayTest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description for programs, and the page to try it: both without signing in, and without the rest of the world. */
@SlipwayTest
class OpenApiTest {
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("https?://(?!localhost|127\\.0\\.0\\.1|www\\.w3\\.org)");

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @LocalServerPort
    int port;

    private ApiClient nobody;

    @BeforeEach
    void nobody() {
        nobody = new ApiClient(port, Optional.empty());
    }

    @Test
    void describesEveryRoute() {
        Answer answer = nobody.get("/api/v1/openapi");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode document = answer.body();
        assertThat(document.path("openapi").asString()).startsWith("3.");
        var routes = Route.all(requestMappingHandlerMapping);
        assertThat(routes).hasSizeGreaterThan(20).allSatisfy(route -> {
            JsonNode described = document.path("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT));
            assertThat(described.isMissingNode())
                    .as("%s %s", route.method(), route.path())
                    .isFalse();
            assertThat(described.path("summary").asString()).isNotBlank();
            assertThat(described.path("parameters").valueStream())
                    .as("%s %s", route.method(), route.path())
                    .noneMatch(p -> p.path("name").asString().equals("actor"));
        });
        assertThat(document.path("paths")
                        .propertyStream()
                        .mapToInt(p -> p.getValue().size())
                        .sum())
                .isEqualTo(routes.size());
        JsonNode scheme = document.path("components").path("securitySchemes").path("token");
        assertThat(scheme.path("type").asString()).isEqualTo("http");
        assertThat(scheme.path("scheme").asString()).isEqualTo("bearer");
        assertThat(document.path("security").path(0).has("token")).isTrue();
        JsonNode launch = document.path("paths").path("/api/v1/vms").path("post");
        assertThat(launch.path("responses").propertyNames()).contains("202");
        assertThat(launch.path("parameters").valueStream())
                .anyMatch(p -> p.path("name").asString().equals("Idempotency-Key")
                        && p.path("in").asString().equals("header"));
        assertThat(answer.text()).doesNotContain("dev.slipway");
    }

    @Test
    void namesNoOtherMachineInWhatItServes() {
        JsonNode servers = nobody.get("/api/v1/openapi").body().path("servers");
        assertThat(servers.valueStream())
                .allMatch(s -> s.path("url").asString().matches("http://(127\\.0\\.0\\.1|localhost):" + port + "/?|/"));
    }

    @Test
    void thePageToTryItBringsAllItNeeds() {
        Answer first = nobody.get("/api/docs");
        assertThat(first.status()).as(first.text()).isEqualTo(302);
        URI page = URI.create("http://127.0.0.1:" + port + "/api/docs")
                .resolve(first.headers().get("location").getFirst());
        Answer html = nobody.get(page.getPath());
        assertThat(html.status()).isEqualTo(200);
        var references =
                REFERENCE.matcher(html.text()).results().map(m -> m.group(1)).toList();
        assertThat(references).hasSizeGreaterThanOrEqualTo(4);
        assertThat(references).allSatisfy(reference -> {
            assertThat(reference).doesNotContain("//");
            Answer asset = nobody.get(page.resolve(reference).getPath());
            assertThat(asset.status()).as(reference).isEqualTo(200);
            assertThat(asset.text()).as(reference).isNotEmpty();
        });
        String starter =
                nobody.get(page.resolve("swagger-initializer.js").getPath()).text();
        assertThat(starter).contains("/api/v1/openapi");
        assertThat(ELSEWHERE.matcher(starter).find()).as(starter).isFalse();
        JsonNode config = nobody.get("/api/v1/openapi/swagger-config").body();
        assertThat(config.path("url").asString()).isEqualTo("/api/v1/openapi");
        assertThat(config.path("validatorUrl").asString("")).isIn("", "none");
    }
}
