package dev.slipway.intake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be reached is this machine, here 127.0.0.1; nothing of it is told anything. */
class RemotePostsTest {
    private final BadServer inside = new BadServer("127.0.0.1");
    private final List<String> resolved = new ArrayList<>();

    @AfterEach
    void stop() {
        inside.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.1/",
                "http://10.0.0.7/x",
                "http://169.254.169.254/latest",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://somebody:secret@example.org/",
                "ftp://example.org/"
            })
    void refusesAtOnceWhatCanBeSeen(String url) {
        var posts =
                new RemotePosts(FetchRules.of(List.of("http", "https"), List.of("*"), false), Duration.ofSeconds(1));
        assertThatThrownBy(() -> posts.check(url)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> posts.post(url, Map.of(), new byte[0])).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void asksForANameOnceAndRefusesItIfAnyOfItsAddressesIsInside() {
        var posts = posts("192.0.2.1", "127.0.0.1");
        String url = "http://rebound.example:" + inside.port() + "/";
        assertThat(posts.check(url)).hasToString(url);
        assertThatThrownBy(() -> posts.post(url, Map.of(), new byte[0]))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("this machine itself");
        assertThat(resolved).containsExactly("rebound.example");
        assertThat(inside.requests()).isEmpty();
    }

    @Test
    void writesNoLinesThatItWasNotTold() throws IOException {
        try (BadServer outside = new BadServer("127.0.0.2")) {
            var posts = posts("127.0.0.2");
            assertThatThrownBy(() -> posts.post(
                            "http://outside.example:" + outside.port() + "/",
                            Map.of("webhook-id", "1\r\nHost: elsewhere"),
                            new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
            outside.at("/told", (request, out) -> BadServer.head(out, "204 Fine\u0007", "Content-Length: 0"));
            var answer = posts.post(
                    "http://outside.example:" + outside.port() + "/told", Map.of("webhook-id", "1"), new byte[0]);
            assertThat(answer).isEqualTo(new RemotePosts.Answer(204, "204 Fine"));
            assertThat(outside.requests().getLast().head())
                    .startsWith("POST /told HTTP/1.1")
                    .contains("webhook-id: 1", "Host: outside.example:" + outside.port());
        }
    }

    private RemotePosts posts(String... addresses) {
        InetAddress[] all =
                Arrays.stream(addresses).map(RemotePostsTest::literal).toArray(InetAddress[]::new);
        var rules = new FetchRules(
                List.of("http"), List.of("*"), address -> !address.equals(literal("127.0.0.1")), host -> {
                    resolved.add(host);
                    return all;
                });
        return new RemotePosts(rules, Duration.ofSeconds(5));
    }

    private static InetAddress literal(String address) {
        return InetAddress.ofLiteral(address);
    }
}
