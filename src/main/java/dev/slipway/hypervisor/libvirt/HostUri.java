package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.PeerAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** A libvirt URI, taken apart. */
record HostUri(URI uri) {
    private static final int TCP = 16509;
    private static final int TLS = 16514;
    private static final int SSH = 22;

    static HostUri of(HostConnection connection) {
        return new HostUri(URI.create(connection.uri()));
    }

    String text() {
        return uri.toString();
    }

    /** libvirt's built-in make-believe host. */
    boolean isTest() {
        return "test".equals(uri.getScheme());
    }

    Transport transport() {
        var scheme = uri.getScheme();
        if (isTest()) {
            return Transport.NONE;
        }
        if (scheme.endsWith("+ssh")) {
            return Transport.SSH;
        }
        if (scheme.endsWith("+tcp")) {
            return Transport.TCP;
        }
        return scheme.endsWith("+tls") || uri.getHost() != null ? Transport.TLS : Transport.UNIX;
    }

    /** Whether the host's loopback addresses are ours. */
    boolean isLocal() {
        return transport() == Transport.UNIX || transport() == Transport.NONE;
    }

    String hostname() {
        var host = uri.getHost() == null ? "localhost" : uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return switch (transport()) {
            case TCP -> TCP;
            case TLS -> TLS;
            case SSH -> SSH;
            case UNIX, NONE -> 0;
        };
    }

    /** As other hosts dial it: with keys and certificates of their own, at the places where libvirt looks for them. */
    Optional<PeerAddress> peer() {
        if (isLocal()) {
            return Optional.empty();
        }
        var user = uri.getUserInfo() == null ? "" : uri.getUserInfo() + "@";
        var port = uri.getPort() > 0 ? ":" + uri.getPort() : "";
        var host = uri.getHost();
        return Optional.of(new PeerAddress(uri.getScheme() + "://" + user + host + port + "/system", host));
    }

    /** As written: nothing in an address is encoded. */
    Optional<String> parameter(String name) {
        if (uri.getRawQuery() == null) {
            return Optional.empty();
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    enum Transport {
        UNIX,
        TCP,
        TLS,
        SSH,
        /** In this very process. */
        NONE
    }
}
