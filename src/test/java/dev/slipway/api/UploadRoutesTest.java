package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.intake.guard.HostileImages;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.SlipwayTest;
import dev.slipway.testing.WebVisitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@SlipwayTest
class UploadRoutesTest {
    private static final byte[] DISK = HostileImages.bootable(5 * 1024 * 1024);

    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    @TempDir
    Path directory;

    private People.Person admin;
    private ApiClient api;

    @BeforeEach
    void anAdministrator() {
        admin = new People(application).newAdministrator();
        api = new ApiClient(port, Optional.of(admin.token()));
    }

    @Test
    void takesPiecesOfAnySizeAndTellsWhereToGoOn() {
        String path = begin(DISK.length);
        assertThat(header(api.send("HEAD", path, BodyPublishers.noBody()), "upload-offset"))
                .isEqualTo("0");
        Answer first = patch(path, 0, Arrays.copyOf(DISK, 3_000_000));
        assertThat(first.status()).isEqualTo(204);
        assertThat(header(first, "upload-offset")).isEqualTo("3000000");
        Answer wrong = patch(path, 5, new byte[10]);
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.code()).isEqualTo("upload-offset");
        assertThat(header(wrong, "upload-offset")).isEqualTo("3000000");
        Answer head = api.send("HEAD", path, BodyPublishers.noBody());
        assertThat(header(head, "upload-offset")).isEqualTo("3000000");
        assertThat(header(head, "upload-length")).isEqualTo(Integer.toString(DISK.length));
        assertThat(header(head, "tus-resumable")).isEqualTo("1.0.0");
        assertThat(patch(path, 3_000_000, Arrays.copyOfRange(DISK, 3_000_000, DISK.length))
                        .status())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> api.get(path).body().path("state").asString().equals("READY"));
        assertThat(api.get(path).body().path("format").asString()).isEqualTo("RAW");
        assertThat(api.get(path).body().path("virtualBytes").asLong()).isEqualTo(DISK.length);
    }

    @Test
    void publishes() throws IOException {
        byte[] iso = Files.readAllBytes(new HostileImages(directory).iso(60, 60));
        String path = begin(iso.length);
        patch(path, 0, iso);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> api.get(path).body().path("state").asString().equals("READY"));
        String name = "iso-" + UUID.randomUUID();
        Answer wrong =
                api.post(path + "/publish", Map.of("kind", "DISC", "name", name, "os", "X", "versionLabel", "1"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().path("detail").asString()).contains("GOLDEN, ISO");
        Answer published =
                api.post(path + "/publish", Map.of("kind", "ISO", "name", name, "os", "X", "versionLabel", "1"));
        assertThat(published.status()).as(published.text()).isEqualTo(201);
        assertThat(published.body().path("name").asString()).isEqualTo(name);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void givesUp() {
        String path = begin(1000);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(patch(path, 0, new byte[1000]).status()).isEqualTo(404);
    }

    @Test
    void aLargeBodyIsTakenNowhereElse() {
        var large = BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024]);
        for (String other :
                new String[] {"/api/v1/uploads", "/api/v1/uploads/x", "/api/v1/uploads/" + UUID.randomUUID() + "/check"
                }) {
            assertThat(api.send("PATCH", other, large, "Content-Type", "application/json")
                            .status())
                    .as(other)
                    .isEqualTo(413);
        }
    }

    /** What a page sends needs its session and its token; another site has not both. */
    @Test
    void aPageSendsWithItsSessionAndItsToken() throws Exception {
        String id = begin(DISK.length).replaceFirst(".*/", "");
        var visitor = new WebVisitor(port);
        visitor.signIn(admin.user().name(), People.PASSWORD);
        assertThat(page(visitor, id, Optional.empty())).isEqualTo(403);
        assertThat(page(visitor, id, Optional.of("made-up"))).isEqualTo(403);
        assertThat(page(new WebVisitor(port), id, Optional.empty())).isEqualTo(403);
        assertThat(api.get("/api/v1/uploads/" + id).body().path("offset").asLong())
                .isZero();
        assertThat(page(visitor, id, Optional.of(visitor.csrf("/images")))).isEqualTo(204);
        assertThat(api.get("/api/v1/uploads/" + id).body().path("offset").asLong())
                .isEqualTo(1000);

        var stranger = new WebVisitor(port);
        stranger.signIn(new People(application).newStranger().user().name(), People.PASSWORD);
        assertThat(page(stranger, id, Optional.of(stranger.csrf("/images")))).isEqualTo(404);
    }

    private int page(WebVisitor visitor, String id, Optional<String> csrf) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/uploads/" + id))
                .header("Cookie", "SLIPWAY=" + visitor.cookie())
                .header("Upload-Offset", "0")
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(Arrays.copyOf(DISK, 1000)));
        csrf.ifPresent(token -> request.header("X-CSRF-TOKEN", token));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private String begin(long bytes) {
        Answer begun = api.post("/api/v1/uploads", Map.of("fileName", "disk.raw", "bytes", bytes));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        return header(begun, "location");
    }

    private Answer patch(String path, long offset, byte[] piece) {
        return api.send(
                "PATCH",
                path,
                BodyPublishers.ofByteArray(piece),
                "Upload-Offset",
                Long.toString(offset),
                "Content-Type",
                "application/offset+octet-stream");
    }

    private static String header(Answer answer, String name) {
        return answer.headers().get(name).getFirst();
    }
}
