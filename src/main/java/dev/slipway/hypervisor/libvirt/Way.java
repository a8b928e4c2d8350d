package dev.slipway.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How this process comes to a host's daemon, and to what listens on the host's loopback. */
interface Way extends AutoCloseable {
    /** For libvirt, once {@link #await} has returned. */
    String uri();

    /**
     * Waits for a sign of life.
     *
     * @throws IOException saying what is wrong
     * @throws dev.slipway.hypervisor.HypervisorProblem if the host answers, but is not to be believed or does not let us in
     */
    void await(Duration patience) throws IOException;

    /** Whether a sign of life comes from libvirt's daemon itself. */
    boolean comesFromDaemon();

    /** A socket on this machine that leads to that port of the host's loopback, if such can be made. */
    Optional<Path> loopback(int port, Duration validFor) throws IOException;

    /** The key with which the host proved itself, if it did. */
    Optional<String> hostKey();

    @Override
    void close();

    /** libvirt finds its way by itself. */
    static Way direct(HostUri uri) {
        return new Way() {
            @Override
            public String uri() {
                return uri.text();
            }

            @Override
            public void await(Duration patience) throws IOException {
                SignOfLife.await(uri, patience);
            }

            @Override
            public boolean comesFromDaemon() {
                return SignOfLife.comesFromDaemon(uri);
            }

            @Override
            public Optional<Path> loopback(int port, Duration validFor) {
                return Optional.empty();
            }

            @Override
            public Optional<String> hostKey() {
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }
}
