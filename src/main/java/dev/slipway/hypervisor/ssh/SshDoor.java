package dev.slipway.hypervisor.ssh;

import dev.slipway.hypervisor.HostConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.jspecify.annotations.Nullable;

/**
 * The way into one host by ssh: one connection, over which everything goes that the portal has to say to it, to its
 * libvirt daemon and to the screens of its guests. Opened by need, and again when it was lost. It reads no file of
 * anybody's configuration, runs no program, and believes no host key but the one that is known, or the first.
 */
public final class SshDoor implements AutoCloseable {
    static {
        Providers.settle();
    }

    private static final Duration ALIVE = Duration.ofSeconds(5);

    private final Address address;
    private final Patience patience;
    private final SshClient client = SshClient.setUpDefaultClient();
    private final AtomicReference<@Nullable PublicKey> seen = new AtomicReference<>();
    private final AtomicReference<@Nullable HostKeyChanged> refused = new AtomicReference<>();
    private @Nullable ClientSession session;
    private @Nullable Path directory;
    private @Nullable Forward daemon;
    private boolean closed;

    /** @param hostKey the known one, as in {@code known_hosts} without the name; empty to believe the first that is seen */
    public record Address(
            String host, int port, String user, String socket, SshIdentity identity, Optional<String> hostKey) {}

    /** @param connect for the connection and what is negotiated on it; @param open for a channel */
    public record Patience(Duration connect, Duration open) {}

    public SshDoor(Address address, Patience patience) {
        this.address = address;
        this.patience = patience;
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setServerKeyVerifier((s, remote, key) -> isKnown(key));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, ALIVE);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.TCP_NODELAY.set(client, true);
    }

    /**
     * Makes sure that the connection stands.
     *
     * @throws HostKeyChanged if the host has another key than is known
     * @throws IOException if it does not answer in time, or does not let the portal in
     */
    public synchronized void enter() throws IOException {
        session();
    }

    /** Where the host's libvirt daemon is reached on this machine. */
    public synchronized Path daemon() throws IOException {
        if (daemon == null) {
            daemon = Forward.open(
                    directory().resolve("libvirt"), "rw-------", () -> open(new StreamLocalChannel(address.socket())));
        }
        return daemon.path();
    }

    /**
     * Where a port on the host's loopback is reached on this machine: a socket with a name that nobody can guess, since
     * guacd, who runs as another user, has to get in.
     */
    public synchronized Path loopback(int port, Duration validFor) throws IOException {
        var forward = Forward.open(
                directory().resolve(UUID.randomUUID().toString()),
                "rw-rw-rw-",
                () -> open(new ChannelDirectTcpip(
                        SshdSocketAddress.LOCALHOST_ADDRESS, new SshdSocketAddress("127.0.0.1", port))));
        Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(validFor);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            forward.close();
        });
        return forward.path();
    }

    /** The key with which the host proved itself, as in {@code known_hosts} without the name. */
    public Optional<String> hostKey() {
        return Optional.ofNullable(seen.get()).map(PublicKeyEntry::toString);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (daemon != null) {
            daemon.close();
        }
        Thread.ofVirtual().name("ssh-close").start(() -> {
            client.close(true);
            deleteDirectory();
        });
    }

    private ClientChannel open(ClientChannel channel) throws IOException {
        ClientSession current;
        synchronized (this) {
            current = session();
        }
        current.getService(ConnectionService.class).registerChannel(channel);
        channel.open().verify(patience.open());
        return channel;
    }

    private ClientSession session() throws IOException {
        if (closed) {
            throw new IOException("the host was let go");
        }
        if (session != null && session.isOpen() && session.isAuthenticated()) {
            return session;
        }
        if (!client.isStarted()) {
            client.start();
        }
        refused.set(null);
        var fresh = client.connect(address.user(), address.host(), address.port())
                .verify(patience.connect())
                .getSession();
        try {
            fresh.addPublicKeyIdentity(address.identity().pair());
            fresh.auth().verify(patience.connect());
        } catch (IOException e) {
            fresh.close(true);
            var changed = refused.get();
            throw changed == null ? e : changed;
        }
        session = fresh;
        return fresh;
    }

    private boolean isKnown(PublicKey key) {
        var text = PublicKeyEntry.toString(key);
        if (address.hostKey().isPresent() && !address.hostKey().get().equals(text)) {
            refused.set(new HostKeyChanged(
                    HostConnection.fingerprint(address.hostKey().get()), KeyUtils.getFingerPrint(key)));
            return false;
        }
        // Without a known one, the first counts for as long as this door does.
        var first = seen.updateAndGet(before -> before == null ? key : before);
        if (!KeyUtils.compareKeys(first, key)) {
            refused.set(new HostKeyChanged(KeyUtils.getFingerPrint(first), KeyUtils.getFingerPrint(key)));
            return false;
        }
        return true;
    }

    private Path directory() throws IOException {
        if (directory == null) {
            directory = Files.createTempDirectory("slipway-ssh");
            // Others may go through, to what they know the name of, but not look.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
        return directory;
    }

    private synchronized void deleteDirectory() {
        if (directory != null) {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(directory);
            } catch (IOException e) {
                // Empty sockets in a temporary directory.
            }
        }
    }
}
