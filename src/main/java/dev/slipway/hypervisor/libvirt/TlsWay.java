package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostSecrets;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.TlsIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By TLS with a certificate that the portal keeps. libvirt takes such from files only, so they are in a directory that
 * nobody else may enter, for as long as the host is attached.
 */
final class TlsWay implements Way {
    private final HostUri uri;
    private final UUID credential;
    private final HostSecrets secrets;
    private @Nullable Path directory;
    private boolean closed;

    TlsWay(HostUri uri, UUID credential, HostSecrets secrets) {
        this.uri = uri;
        this.credential = credential;
        this.secrets = secrets;
    }

    @Override
    public synchronized String uri() {
        return uri.text() + "?pkipath=" + directory;
    }

    @Override
    public void await(Duration patience) throws IOException {
        prepare();
        SignOfLife.await(new HostUri(URI.create(uri())), patience);
    }

    @Override
    public boolean comesFromDaemon() {
        return true;
    }

    @Override
    public Optional<Path> loopback(int port, Duration validFor) {
        return Optional.empty();
    }

    @Override
    public Optional<String> hostKey() {
        return Optional.empty();
    }

    private synchronized void prepare() throws IOException {
        if (closed) {
            throw new IOException("the host was let go");
        }
        if (directory != null) {
            return;
        }
        var identity = identity();
        var made = Files.createTempDirectory(
                "slipway-tls", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        directory = made;
        for (var file : files(identity).entrySet()) {
            Files.writeString(made.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    private TlsIdentity identity() {
        try {
            return TlsIdentity.of(secrets.open(credential).privateKey());
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "What the portal has for this host is no certificate. Register it again under the same name, with one.",
                    uri.hostname() + ": credential " + credential + " is of another kind",
                    e);
        }
    }

    private static Map<String, String> files(TlsIdentity identity) {
        return Map.of(
                "cacert.pem", identity.authority(),
                "clientcert.pem", identity.certificate(),
                "clientkey.pem", identity.key());
    }

    @Override
    public synchronized void close() {
        closed = true;
        var made = directory;
        if (made == null) {
            return;
        }
        try {
            for (var name : files(new TlsIdentity("", "", "")).keySet()) {
                Files.deleteIfExists(made.resolve(name));
            }
            Files.deleteIfExists(made);
        } catch (IOException e) {
            // Only this account can read it, and the next start of the machine clears the directory.
        }
    }
}
