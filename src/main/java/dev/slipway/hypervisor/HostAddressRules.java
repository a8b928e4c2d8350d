package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses of hosts are allowed, as a list of what is, for each way of reaching one. A libvirt URI can say much
 * more ({@code command=}, {@code netcat=}, {@code keyfile=}, {@code no_verify=}, a user that begins with a dash): there it
 * would run a program on the portal, read its files, or take away a check.
 */
final class HostAddressRules {
    private static final int LONGEST = 500;

    private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?";
    private static final String HOST = "(?:" + NAME + "|\\[[0-9A-Fa-f:.]{2,45}\\])(?::(?<port>[0-9]{1,5}))?";
    private static final String USER = "(?:[A-Za-z_][A-Za-z0-9._-]{0,31}@)?";
    /** A whole path of plain names: nothing that a shell, libvirt or a URI would read in another way. */
    private static final String PATH = "(?:/\\.?[A-Za-z0-9_-][A-Za-z0-9._@+-]*)+";

    private enum Way {
        LOCAL("qemu", "qemu:///system", "qemu:///system|qemu\\+unix:///system(?:\\?socket=" + PATH + ")?"),
        TCP("qemu+tcp", "qemu+tcp://rack1-a/system", "qemu\\+tcp://" + HOST + "/system"),
        TLS(
                "qemu+tls",
                "qemu+tls://rack1-a.example.org/system",
                "qemu(?:\\+tls)?://" + HOST + "/system(?:\\?pkipath=" + PATH + ")?"),
        SSH(
                "qemu+ssh",
                "qemu+ssh://slipway@rack1-a/system",
                "qemu\\+ssh://" + USER + HOST + "/system(?:\\?socket=" + PATH + ")?"),
        TEST("test", "test:///default", "test:///default"),
        SIMULATED("simulated", "simulated:rack1-a", "simulated:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

        private final String scheme;
        private final String example;
        private final Pattern allowed;

        Way(String scheme, String example, String allowed) {
            this.scheme = scheme;
            this.example = example;
            this.allowed = Pattern.compile(allowed);
        }

        /** Empty if it is fine. */
        Optional<String> whyNot(String uri) {
            var matcher = allowed.matcher(uri);
            if (matcher.matches()) {
                return isPort(matcher.namedGroups().containsKey("port") ? matcher.group("port") : null)
                        ? Optional.empty()
                        : Optional.of("A port is a number from 1 to 65535.");
            }
            return Optional.of(
                    "This is not allowed in a host's address by " + scheme + ". It looks like " + example + hint(uri));
        }

        private String hint(String uri) {
            if (uri.indexOf('?') >= 0) {
                return switch (this) {
                    case LOCAL, SSH -> ", and may have ?socket=/PATH/OF/SOCKET as its only parameter.";
                    case TLS -> ", and may have ?pkipath=/DIRECTORY as its only parameter.";
                    case TCP, TEST, SIMULATED -> ", without any parameter.";
                };
            }
            return ".";
        }

        private static boolean isPort(@Nullable String digits) {
            if (digits == null) {
                return true;
            }
            var port = Integer.parseInt(digits);
            return port >= 1 && port <= 65535;
        }
    }

    private HostAddressRules() {}

    static void check(String uri) {
        if (uri.length() > LONGEST) {
            throw refused("A host's address has at most " + LONGEST + " characters.");
        }
        var way = Arrays.stream(Way.values())
                .filter(w -> w.allowed.matcher(uri).matches())
                .findFirst()
                .or(() -> meant(uri))
                .orElseThrow(() -> refused("A host's address begins with qemu:, qemu+tcp:, qemu+tls:, qemu+ssh: or"
                        + " simulated:, such as qemu+ssh://slipway@rack1-a/system."));
        way.whyNot(uri).ifPresent(why -> {
            throw refused(why);
        });
    }

    /** By its scheme alone. */
    private static Optional<Way> meant(String uri) {
        var colon = uri.indexOf(':');
        var scheme = colon < 0 ? "" : uri.substring(0, colon);
        if (scheme.equals("qemu") && !uri.startsWith("qemu:///")) {
            return Optional.of(Way.TLS);
        }
        return Arrays.stream(Way.values())
                .filter(w -> w.scheme.equals(scheme) || w == Way.LOCAL && scheme.equals("qemu+unix"))
                .findFirst();
    }

    private static InvalidRequest refused(String sentence) {
        return new InvalidRequest("host-uri", "uri", sentence);
    }
}
