package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.HostSecrets;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.hypervisor.HypervisorProblem.Kind;
import dev.slipway.hypervisor.ssh.HostKeyChanged;
import dev.slipway.hypervisor.ssh.SshDoor;
import dev.slipway.hypervisor.ssh.SshIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By ssh, with our own client: libvirt only sees a UNIX socket on this machine, and no program is started. */
final class SshWay implements Way {
    private static final String DAEMON = "/run/libvirt/libvirt-sock";
    private static final String USER = "root";

    private final HostUri uri;
    private final HostConnection connection;
    private final HostSecrets secrets;
    private final SshDoor.Patience patience;
    private @Nullable SshDoor door;
    private volatile String local = "";
    private boolean closed;

    SshWay(HostUri uri, HostConnection connection, HostSecrets secrets, LibvirtProperties limits) {
        this.uri = uri;
        this.connection = connection;
        this.secrets = secrets;
        this.patience = new SshDoor.Patience(limits.open(), limits.probe());
    }

    @Override
    public String uri() {
        return local;
    }

    @Override
    public void await(Duration within) throws IOException {
        var way = door();
        try {
            way.enter();
        } catch (HostKeyChanged e) {
            throw new HypervisorProblem(
                    Kind.REFUSED,
                    "The host's SSH key has changed: it was " + e.known() + ", now it is " + e.now()
                            + ". If the host was installed anew, register it again under the same name and accept the"
                            + " new key; if it was not, somebody may be in between.",
                    uri.hostname() + ": " + e.getMessage(),
                    e);
        }
        local = "qemu+unix:///system?socket=" + way.daemon();
        SignOfLife.await(new HostUri(URI.create(local)), within);
    }

    @Override
    public boolean comesFromDaemon() {
        return true;
    }

    @Override
    public Optional<Path> loopback(int port, Duration validFor) throws IOException {
        return Optional.of(door().loopback(port, validFor));
    }

    @Override
    public synchronized Optional<String> hostKey() {
        return Optional.ofNullable(door).flatMap(SshDoor::hostKey);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (door != null) {
            door.close();
        }
    }

    private synchronized SshDoor door() throws IOException {
        if (closed) {
            throw new IOException("the host was let go");
        }
        if (door == null) {
            door = new SshDoor(address(), patience);
        }
        return door;
    }

    private SshDoor.Address address() throws IOException {
        var credential = connection
                .credential()
                .orElseThrow(() -> new HypervisorProblem(
                        Kind.REFUSED,
                        "The portal has no SSH key for this host. Register it again under the same name, with a key.",
                        uri.hostname() + " has no credential",
                        null));
        var user = uri.uri().getUserInfo();
        return new SshDoor.Address(
                uri.hostname(),
                uri.port(),
                user == null ? USER : user,
                uri.parameter("socket").orElse(DAEMON),
                SshIdentity.read(secrets.open(credential).privateKey()),
                connection.hostKey());
    }
}
