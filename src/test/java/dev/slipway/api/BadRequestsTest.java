package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Role;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a careless or hostile client sends: always a problem document, never our insides. */
@SlipwayTest
class BadRequestsTest {
    private static final String JSON = "application/json";

    @Autowired
    ApplicationContext application;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @LocalServerPort
    int port;

    private ApiClient api;
    private String token;
    private String project;

    @BeforeEach
    void somebody() {
        People people = new People(application);
        var home = people.newProject();
        token = people.newMember(home.id(), Role.PROJECT_MEMBER).token();
        project = home.id().toString();
        api = new ApiClient(port, Optional.of(token));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                          | unreadable-body |
        null                                        | unreadable-body |
        {"name":                                    | unreadable-body |
        {"name": "a"} trailing                      | unreadable-body |
        [1, 2]                                      | unreadable-body |
        "text"                                      | unreadable-body |
        <vm/>                                       | unreadable-body |
        {}                                          | missing-field   | project
        {"project": null}                           | missing-field   | project
        {"project": "  "}                           | missing-field   | project
        {"prject": "x"}                             | invalid-field   | prject
        {"project": {"id": "x"}}                    | invalid-field   | project
        {"project": ["x"]}                          | invalid-field   | project
        {"project": 7}                              | invalid-field   | project
        {"sshKeys": "x"}                            | invalid-field   | sshKeys
        {"sshKeys": [{}]}                           | invalid-field   | sshKeys
        {"userData": {"a": 1}}                      | invalid-field   | userData
        """)
    void refusesBodiesThatAreNoLaunch(String body, String code, String field) {
        Answer refused = api.post("/api/v1/vms", body);
        assertProblem(refused, 400, code);
        assertThat(refused.body().path("field").asString(null)).isEqualTo(field);
    }

    @Test
    void refusesKeysThatAreNone() {
        String launch = """
            {"project": "%s", "name": "x", "image": "%2$s", "size": "%2$s", "network": "%2$s", "sshKeys": [null]}\
            """.formatted(project, "00000000-0000-4000-8000-000000000000");
        Answer refused = api.post("/api/v1/vms", launch);
        assertProblem(refused, 400, "missing-field");
        assertThat(refused.body().path("field").asString()).isEqualTo("sshKeys");
    }

    @Test
    void refusesListsWithNothingInThem() {
        try (ApiWorld world = new ApiWorld(application, port)) {
            ApiClient admin = world.client(world.people.newAdministrator());
            String image = world.image.version().toString();
            assertProblem(
                    admin.post("/api/v1/images/" + image + "/copies", "{\"hosts\": [null]}"), 400, "missing-field");
            assertPutRefused(
                    admin, "images/" + image + "/visibility", "{\"visibility\": \"TENANTS\", \"tenants\": [null]}");
            assertPutRefused(admin, "images/" + image + "/host-tags", "{\"tags\": [null]}");
            assertPutRefused(admin, "sizes/" + world.size.id() + "/tenants", "{\"tenants\": [null]}");
            assertPutRefused(admin, "networks/" + world.network.id() + "/tenants", "{\"tenants\": [null]}");
        }
    }

    private static void assertPutRefused(ApiClient client, String path, String body) {
        var sent = BodyPublishers.ofString(body);
        assertProblem(client.send("PUT", "/api/v1/" + path, sent, "Content-Type", JSON), 400, "missing-field");
    }

    @Test
    void survivesDeepNesting() {
        assertProblem(api.post("/api/v1/vms", "[".repeat(100_000)), 400, "unreadable-body");
        assertProblem(api.post("/api/v1/vms", "{\"userData\":".repeat(50_000)), 400, "invalid-field");
        assertProblem(api.post("/api/v1/tokens", "{\"validDays\": " + "9".repeat(10_000) + "}"), 400);
        assertProblem(api.post("/api/v1/tokens", "{\"" + "n".repeat(100_000) + "\": 1}"), 400);
    }

    @Test
    void refusesBodiesLargerThanAMebibyte() {
        String large = "{\"userData\": \"" + "x".repeat(1536 * 1024) + "\"}";
        assertProblem(api.post("/api/v1/vms", large), 413, "content-too-large");
        var unannounced =
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
        assertProblem(api.send("POST", "/api/v1/vms", unannounced, "Content-Type", JSON), 413, "content-too-large");
        // The portal is none the worse for it.
        assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void takesJsonOnly() {
        for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
            Answer refused = api.send("POST", "/api/v1/vms", BodyPublishers.ofString("{}"), "Content-Type", type);
            assertProblem(refused, 415, "unsupported-media-type");
        }
        assertProblem(api.send("POST", "/api/v1/vms", BodyPublishers.ofString("{}")), 415, "unsupported-media-type");
        assertProblem(
                api.send("GET", "/api/v1/me", BodyPublishers.noBody(), "Accept", "image/png"), 406, "not-acceptable");
        assertProblem(
                api.send("GET", "/api/v1/events", BodyPublishers.noBody(), "Accept", JSON), 406, "not-acceptable");
    }

    @Test
    void saysWhichMethodsThereAre() {
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            Answer refused = api.method(method, "/api/v1/vms");
            assertProblem(refused, 405, "method-not-allowed");
            assertThat(String.join(",", refused.headers().get("allow")))
                    .contains("GET")
                    .contains("POST");
        }
        assertProblem(api.get("/api/v1/vms/x/actions/start"), 405, "method-not-allowed");
        var options = api.send("OPTIONS", "/api/v1/vms", BodyPublishers.noBody());
        assertThat(options.status()).isEqualTo(200);
        assertThat(String.join(",", options.headers().get("allow")))
                .contains("GET")
                .contains("POST");
        var preflight = api.send(
                "OPTIONS",
                "/api/v1/vms",
                BodyPublishers.noBody(),
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST");
        assertThat(preflight.headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void headSaysWhatGetWouldWithoutIt() {
        var head = api.send("HEAD", "/api/v1/me", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(api.send("HEAD", "/api/v1/vms/x", BodyPublishers.noBody()).status())
                .isEqualTo(404);
        var nobody = new ApiClient(port, Optional.empty());
        assertThat(nobody.send("HEAD", "/api/v1/me", BodyPublishers.noBody()).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v1",
                "/api/v1/",
                "/api/v1/vms/",
                "/api/v1/nothing",
                "/api/v2/vms",
                "/api/v1/vms/x/y/z",
                "/api/error",
                "/%61pi/v1/nothing",
                "/api/swagger-ui/nothing.js"
            })
    void whatIsNoRouteIsNotThere(String path) {
        assertProblem(api.get(path), 404, "not-found");
        assertProblem(api.method("POST", path), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/vms;x=y",
                "/api/v1//vms",
                "/api/v1/vms/%2e%2e/%2e%2e/actuator",
                "/api/v1/vms/%0d%0aX-Evil:1"
            })
    void pathsWithTricksAreRefused(String path) {
        assertProblem(api.get(path), 400, "bad-request");
    }

    @Test
    void idsThatAreNoneAreNotThere() {
        for (String id : List.of("1", "x".repeat(36), "00000000-0000-0000-0000-00000000000g", "%F0%9F%90%89")) {
            assertProblem(api.get("/api/v1/vms/" + id), 404, "not-found");
        }
        Answer missing = api.get("/api/v1/vms");
        assertProblem(missing, 400, "missing-parameter");
        assertThat(missing.body().path("field").asString()).isEqualTo("project");
    }

    @Test
    void survivesTextThatIsNone() {
        String list = "/api/v1/vms?project=" + project + "&search=";
        for (String search : List.of("%00", "%F0%9F%90%89", "x".repeat(4000))) {
            Answer answer = api.get(list + search);
            assertThat(answer.status()).as(search + answer.text()).isEqualTo(200);
        }
        for (String search : List.of("%ff%fe", "%ED%A0%80", "%c3")) {
            assertProblem(api.get(list + search), 400, "bad-request");
        }
        assertProblem(api.get(list + "&a=".repeat(2000)), 400, "bad-request");
        for (String name : List.of("\\ud800", "\\u0000", "\\u202e", "\\ud83d\\udc09")) {
            String key = "\"publicKey\": \"" + SshKeySample.fresh() + "\"";
            Answer answer = api.post("/api/v1/ssh-keys", "{\"name\": \"" + name + "\", " + key + "}");
            assertThat(answer.status()).as(name + answer.text()).isIn(201, 400);
        }
    }

    @Test
    void aMistakeOfOursIsANumberAndNothingElse() throws NoSuchMethodException {
        var broken = RequestMappingInfo.paths("/api/v1/broken")
                .options(requestMappingHandlerMapping.getBuilderConfiguration())
                .build();
        var handler = new OperationController(null, null);
        var method = OperationController.class.getDeclaredMethod(
                "list", String.class, int.class, int.class, dev.slipway.identity.Actor.class);
        requestMappingHandlerMapping.registerMapping(broken, handler, method);
        try {
            Answer answer = api.get("/api/v1/broken?project=" + project);
            assertProblem(answer, 500, "internal");
            String incident = answer.body().path("incident").asString();
            assertThat(incident).hasSize(36);
            assertThat(answer.body().path("detail").asString()).contains(incident);
            assertThat(answer.text()).doesNotContain("NullPointer").doesNotContain("tenants");
        } finally {
            requestMappingHandlerMapping.unregisterMapping(broken);
        }
    }

    @Test
    void aBrowsersSessionIsNoCredential() throws Exception {
        var visitor = new WebVisitor(port);
        visitor.signIn(new People(application).newStranger().user().name(), People.PASSWORD);
        assertThat(visitor.isSignedIn()).isTrue();
        String cookie = "SLIPWAY=" + visitor.cookie();
        var browser = new ApiClient(port, Optional.empty());
        assertProblem(
                browser.send("GET", "/api/v1/me", BodyPublishers.noBody(), "Cookie", cookie), 401, "unauthorized");
        assertProblem(
                browser.send("GET", "/api/v1/me", BodyPublishers.noBody(), "Authorization", "Basic YWRtaW46YWRtaW4="),
                401,
                "unauthorized");
        assertThat(api.get("/api/v1/me").headers()).doesNotContainKey("set-cookie");
        assertProblem(browser.get("/api/v1/me?access_token=" + token), 401, "unauthorized");
        Answer asked = browser.get("/api/v1/me");
        assertThat(asked.headers().get("www-authenticate")).containsExactly("Bearer realm=\"slipway\"");
    }

    /** What is no HTTP at all is refused by the server itself, which says nothing of itself. */
    @Test
    void theServerDoesNotBoast() throws IOException {
        for (String target :
                List.of("/api/v1/vms?search=<>", "/api/v1/vms/%00", "/api/v1/vms/a%2fb", "/api/v1/vms/%ff")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(10_000);
                String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(target).startsWith("HTTP/1.1 400");
                assertThat(answer)
                        .as(target)
                        .doesNotContain("Tomcat")
                        .doesNotContain("Exception")
                        .doesNotContain(token);
            }
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertProblem(answer, status);
        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().get("content-type")).as(answer.text()).containsExactly("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asString()).isNotBlank();
        assertThat(answer.body().path("detail").asString()).endsWith(".");
        assertThat(answer.code()).matches("[a-z-]+");
        assertThat(answer.text())
                .doesNotContain("Exception")
                .doesNotContain("dev.slipway")
                .doesNotContain("org.spring")
                .doesNotContain("jackson")
                .doesNotContain("\tat ");
    }
}
