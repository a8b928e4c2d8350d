package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.identity.Role;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.ApiClient.Answer;
import dev.slipway.testing.People;
import dev.slipway.testing.PictureSamples;
import dev.slipway.testing.SlipwayTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The logo of an image that only one project has. */
@SlipwayTest
class LogoRoutesTest {
    @Autowired
    ApplicationContext application;

    @LocalServerPort
    int port;

    private ApiWorld world;
    private ImageVersionId image;
    private ApiClient manager;

    @BeforeEach
    void aProjectsImage() {
        world = new ApiWorld(application, port);
        image = world.publish(world.home.project().scope()).version();
        manager = client(world.people.newMember(world.home.project().id(), Role.PROJECT_MANAGER));
    }

    @AfterEach
    void leave() {
        world.close();
    }

    @Test
    void isPutShownAndTakenAway() {
        assertThat(manager.get(logo()).status()).isEqualTo(404);
        Answer put = put(manager, PictureSamples.png());
        assertThat(put.status()).isEqualTo(200);
        String tag = put.body().path("logo").asString();
        assertThat(tag).matches("[0-9a-f]{16}");
        Answer shown = world.home.api().get(logo());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.headers().get("content-type")).containsExactly("image/png");
        assertThat(shown.headers().get("x-content-type-options")).containsExactly("nosniff");
        assertThat(put(manager, PictureSamples.picture("jpeg", 50, 50))
                        .body()
                        .path("logo")
                        .asString())
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(tag);
        assertThat(manager.delete(logo()).status()).isEqualTo(204);
        assertThat(manager.delete(logo()).status()).isEqualTo(204);
        assertThat(manager.get(logo()).status()).isEqualTo(404);
        assertThat(manager.get("/api/v1/images/" + image).body().path("logo").isNull())
                .isTrue();
    }

    @Test
    void isNotThereForStrangersAndNotForViewersToChange() {
        put(manager, PictureSamples.png());
        ApiClient stranger = world.newTenancy().api();
        assertThat(stranger.get(logo()).status()).isEqualTo(404);
        assertThat(put(stranger, PictureSamples.png()).status()).isEqualTo(404);
        ApiClient viewer = client(world.people.newMember(world.home.project().id(), Role.PROJECT_VIEWER));
        assertThat(viewer.get(logo()).status()).isEqualTo(200);
        assertThat(put(viewer, PictureSamples.png()).status()).isEqualTo(403);
        assertThat(viewer.delete(logo()).status()).isEqualTo(403);
    }

    /** For pages, by their session, as nothing but a picture. */
    @Test
    void isShownOnPagesOfThoseWhoSeeTheImage() {
        String address = "/logos/" + image + "?v="
                + put(manager, PictureSamples.png()).body().path("logo").asString();
        var member = world.visitor();
        member.signIn(world.home.person().user().name(), People.PASSWORD);
        var shown = member.get(address);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).contains("image/png");
        assertThat(shown.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(shown.header("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(shown.header("Cache-Control").orElseThrow()).contains("private", "immutable");
        var stranger = world.visitor();
        stranger.signIn(world.newTenancy().person().user().name(), People.PASSWORD);
        assertThat(stranger.get(address).status()).isEqualTo(404);
        assertThat(world.visitor().get(address).status()).isEqualTo(401);
    }

    @Test
    void goesWithItsImage() {
        put(manager, PictureSamples.png());
        assertThat(manager.delete("/api/v1/images/" + image).status()).isEqualTo(204);
        assertThat(manager.get(logo()).status()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoSmallPicture() {
        assertThat(put(manager, new byte[600_000]).code()).isEqualTo("logo-too-large");
        assertThat(manager.method("PUT", logo()).code()).isEqualTo("logo-unreadable");
        assertThat(manager.get(logo()).status()).isEqualTo(404);
    }

    private String logo() {
        return "/api/v1/images/" + image + "/logo";
    }

    private Answer put(ApiClient api, byte[] picture) {
        return api.send("PUT", logo(), BodyPublishers.ofByteArray(picture), "Content-Type", "image/png");
    }

    private ApiClient client(People.Person person) {
        return new ApiClient(port, Optional.of(person.token()));
    }
}
