package dev.slipway.notice.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With no server, half a setting, and a server that says no. */
class MailsTest {
    private static final Message MESSAGE =
            new Message("test", "A title", "A text.", Optional.of("vms/1"), Instant.EPOCH);
    private static final String FROM = "Slipway <slipway@example.org>";
    private static final URI PORTAL = URI.create("https://portal.example.org/slipway");

    @Test
    void offersNoneWithoutAServer() {
        Mails mails = mails(null, 1, null, null);
        assertThat(mails.areOffered()).isFalse();
        assertThat(mails.send(UUID.randomUUID(), "ada@example.org", MESSAGE).words())
                .isEqualTo(MailAddressView.NOT_OFFERED);
    }

    @Test
    void doesNotStartHalfSet() {
        assertThatThrownBy(() -> mails("127.0.0.1", 1, null, PORTAL)).hasMessageContaining("slipway.mail.from");
        assertThatThrownBy(() -> mails("127.0.0.1", 1, FROM, null)).hasMessageContaining("portal-url");
        assertThatThrownBy(() -> mails("127.0.0.1", 1, FROM, URI.create("portal")))
                .hasMessageContaining("portal-url");
    }

    @Test
    void linksBelowThePortal() {
        assertThat(new Links(settings(PORTAL)).to("vms/1")).isEqualTo("https://portal.example.org/slipway/vms/1");
    }

    @Test
    void triesAgainUnlessTheServerRefusesForGood() throws IOException {
        assertThat(answered("550 5.1.1 No such person"))
                .isInstanceOfSatisfying(
                        Outcome.Never.class, never -> assertThat(never.words()).contains("No such person"));
        assertThat(answered("451 4.7.1 Greylisted")).isInstanceOf(Outcome.NotNow.class);
        assertThat(mails("127.0.0.1", closedPort(), FROM, PORTAL).send(UUID.randomUUID(), "ada@example.org", MESSAGE))
                .isInstanceOf(Outcome.NotNow.class);
    }

    @Test
    void waitsLongerEachTime() {
        DeliverySettings settings = settings(PORTAL);
        assertThat(settings.pause(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.pause(3)).isEqualTo(Duration.ofSeconds(80));
        assertThat(settings.pause(100)).isEqualTo(Duration.ofHours(6));
    }

    /** By a server that takes everything but the recipient. */
    private static Outcome answered(String toRecipient) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> serve(server, toRecipient));
            return mails("127.0.0.1", server.getLocalPort(), FROM, PORTAL)
                    .send(UUID.randomUUID(), "ada@example.org", MESSAGE);
        }
    }

    private static void serve(ServerSocket server, String toRecipient) {
        try (Socket line = server.accept()) {
            var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
            say(line, "220 ready");
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                say(line, said.startsWith("RCPT") ? toRecipient : said.startsWith("QUIT") ? "221 bye" : "250 fine");
            }
        } catch (IOException e) {
            // The other side has what it wants to know.
        }
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return server.getLocalPort();
        }
    }

    private static Mails mails(@Nullable String host, int port, @Nullable String from, @Nullable URI portal) {
        var settings = new MailSettings(host, port, null, null, from, MailSettings.Security.NONE);
        DeliverySettings delivery = settings(portal);
        return new Mails(settings, delivery, new Links(delivery), Clock.systemUTC());
    }

    private static DeliverySettings settings(@Nullable URI portal) {
        return new DeliverySettings(
                portal,
                Duration.ofSeconds(5),
                Duration.ofHours(6),
                12,
                List.of("https"),
                List.of("*"),
                false,
                Duration.ofSeconds(5));
    }
}
