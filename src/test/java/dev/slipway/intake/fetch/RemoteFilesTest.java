package dev.slipway.intake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server stands on 127.0.0.2, which counts as the internet here; 127.0.0.1 is what must not be reached. */
class RemoteFilesTest {
    private final BadServer server = new BadServer("127.0.0.2");
    private final BadServer inside = new BadServer("127.0.0.1").file("/secret", "secret".getBytes());
    private final List<String> resolved = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
        inside.close();
    }

    @Test
    void readsAFileAndAPartOfIt() throws IOException {
        server.file("/disk", "0123456789".getBytes());
        try (var answer = open(server.url("/disk"), 0)) {
            assertThat(answer.begin(0)).isZero();
            assertThat(answer.length()).hasValue(10);
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("0123456789");
        }
        try (var answer = open(server.url("/disk"), 7)) {
            assertThat(answer.begin(7)).isEqualTo(7);
            assertThat(answer.length()).hasValue(10);
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("789");
        }
        assertThat(server.requests().getLast().head()).contains("Range: bytes=7-", "If-Range: \"1\"");
    }

    @Test
    void followsToWhereItIsPermitted() throws IOException {
        server.file("/there", "x".getBytes()).redirect("/here", "/there");
        assertThat(open(server.url("/here"), 0).body().readAllBytes())
                .asString()
                .isEqualTo("x");
    }

    @Test
    void isNotSentToThisMachine() {
        server.redirect("/here", inside.url("/secret"));
        assertThatThrownBy(() -> open(server.url("/here"), 0))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("this machine itself");
        assertThat(inside.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://example.org/x",
                "gopher://x/",
                "//",
                "http:///x",
                "https:x",
                "http://user:password@127.0.0.2/",
                "jar:http://127.0.0.2/x",
                "http://exa mple/",
                "http://[::1/"
            })
    void isNotSentToAnythingElse(String elsewhere) {
        server.redirect("/here", elsewhere);
        assertThatThrownBy(() -> open(server.url("/here"), 0)).isInstanceOf(InvalidRequest.class);
        assertThatThrownBy(() -> open(elsewhere, 0)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void doesNotGoInCircles() {
        server.redirect("/a", "/b").redirect("/b", "/a");
        assertThatThrownBy(() -> open(server.url("/a"), 0)).hasMessageContaining("from one place to the next");
    }

    /** A name that has a good address when it is looked at, and another when it is connected to. */
    @Test
    void connectsToTheAddressThatWasLookedAt() throws IOException {
        server.file("/disk", "good".getBytes());
        var rules = new FetchRules(List.of("http"), List.of("*"), this::permitted, host -> {
            resolved.add(host);
            return new InetAddress[] {address(resolved.size() == 1 ? "127.0.0.2" : "127.0.0.1")};
        });
        var files = new RemoteFiles(rules, Duration.ofSeconds(5));
        String url = "http://rebinding.example:" + server.port() + "/disk";
        assertThat(files.open(url, 0, Optional.empty()).body().readAllBytes())
                .asString()
                .isEqualTo("good");
        assertThat(resolved).containsExactly("rebinding.example");
        assertThatThrownBy(() -> files.open(url, 0, Optional.empty())).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsEnough() {
        var rules = new FetchRules(List.of("http"), List.of("*"), this::permitted, host ->
                new InetAddress[] {address("127.0.0.2"), address("127.0.0.1")});
        assertThatThrownBy(() -> new RemoteFiles(rules, Duration.ofSeconds(5))
                        .open("http://two.example:" + server.port() + "/", 0, Optional.empty()))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void goesOnlyToHostsThatAreAllowed() {
        var rules = FetchRules.of(List.of("https"), List.of("cloud.debian.org", "*.example.org"), false);
        assertThat(rules.check("https://cloud.debian.org/x")).isNotNull();
        assertThat(rules.check("https://CLOUD.Debian.org./x")).isNotNull();
        assertThat(rules.check("https://a.b.example.org/x")).isNotNull();
        for (String bad : List.of(
                "https://debian.org/x",
                "https://cloud.debian.org.evil.net/x",
                "https://evilexample.org/x",
                "https://example.org/x",
                "http://cloud.debian.org/x")) {
            assertThatThrownBy(() -> rules.check(bad)).as(bad).isInstanceOf(InvalidRequest.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "192.0.2.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001::1",
                "2001:db8::1",
                "::127.0.0.1"
            })
    void privateAddressesAreNotPublic(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"151.101.2.132", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a04:4e42::644"})
    void publicAddressesAre(String address) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void unpacksNothing() {
        server.at("/bomb", (r, out) -> BadServer.head(out, "200 OK", "Content-Encoding: gzip\r\nContent-Length: 10"));
        assertThatThrownBy(() -> open(server.url("/bomb"), 0).begin(0))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("packed (gzip)");
        assertThat(server.requests().getFirst().head()).contains("Accept-Encoding: identity");
    }

    @Test
    void noticesThatAFileIsShorterThanSaid() {
        server.at("/short", (r, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: 10");
            out.write("12345".getBytes());
        });
        assertThatThrownBy(() -> open(server.url("/short"), 0).body().readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5 bytes are missing");
    }

    @Test
    void readsNoMoreThanWasSaid() throws IOException {
        server.at("/long", (r, out) -> {
            BadServer.head(out, "200 OK", "Content-Length: 3");
            out.write("12345".getBytes());
        });
        assertThat(open(server.url("/long"), 0).body().readAllBytes())
                .asString()
                .isEqualTo("123");
    }

    @Test
    void readsChunks() throws IOException {
        server.at("/chunks", (r, out) -> {
            BadServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        });
        try (var answer = open(server.url("/chunks"), 0)) {
            assertThat(answer.length()).isEmpty();
            assertThat(answer.body().readAllBytes()).asString().isEqualTo("abcdefg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\r\nab", "-1\r\nabc", "zz\r\n", "fffffffffffffffffff\r\nabc", "3\r\nabcd\r\n"})
    void refusesBrokenChunks(String body) {
        server.at("/chunks", (r, out) -> {
            BadServer.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write(body.getBytes(StandardCharsets.ISO_8859_1));
        });
        assertThatThrownBy(() -> open(server.url("/chunks"), 0).body().readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @Test
    void endsAHeadWithoutEnd() {
        server.at("/endless", (r, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            while (true) {
                out.write("X-Padding: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".getBytes());
            }
        });
        assertThatThrownBy(() -> open(server.url("/endless"), 0)).isInstanceOf(Unavailable.class);
    }

    @Test
    void waitsForNobodyForEver() {
        server.at("/silent", (r, out) -> new java.util.concurrent.CountDownLatch(1).await());
        var files = new RemoteFiles(
                new FetchRules(List.of("http"), List.of("*"), this::permitted, InetAddress::getAllByName),
                Duration.ofMillis(300));
        assertThatThrownBy(() -> files.open(server.url("/silent"), 0, Optional.empty()))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void saysWhatTheServerSays() {
        assertThatThrownBy(() -> open(server.url("/nothing"), 0).begin(0))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("404 Not Found");
        server.at("/busy", (r, out) -> BadServer.head(out, "503 Busy", "Content-Length: 0"));
        assertThatThrownBy(() -> open(server.url("/busy"), 0).begin(0)).isInstanceOf(Unavailable.class);
    }

    private RemoteAnswer open(String url, long from) {
        return new RemoteFiles(
                        new FetchRules(
                                List.of("http", "https"), List.of("*"), this::permitted, InetAddress::getAllByName),
                        Duration.ofSeconds(5))
                .open(url, from, Optional.of("\"1\""));
    }

    private boolean permitted(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.2");
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
