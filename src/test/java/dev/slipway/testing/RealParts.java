package dev.slipway.testing;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;

/**
 * A real host with a network, guacd and the tiny image, for this JVM: what {@code bin/run} gives a portal. Only where
 * {@code bin/test} runs, in a network of its own, since the host makes a bridge.
 */
public final class RealParts {
    public static final String ADMIN_PASSWORD = "a password for tests";
    private static RealParts instance;

    private final TestHost host;
    private final Path image;

    private RealParts(TestHost host, Path image) {
        this.host = host;
        this.image = image;
    }

    public static synchronized RealParts get() {
        if (instance == null) {
            requireOwnNetwork();
            instance = new RealParts(TestHost.start("--no-kvm"), tinyImage());
            // After the applications, which still watch it while they end.
            SpringApplication.getShutdownHandlers().add(instance.host::close);
        }
        return instance;
    }

    public TestHost host() {
        return host;
    }

    /** A system that boots in seconds, with a guest agent. */
    public static Path tinyImage() {
        Path image = Path.of(Optional.ofNullable(System.getenv("SLIPWAY_TINY_IMAGE"))
                .orElseThrow(() -> new IllegalStateException("No SLIPWAY_TINY_IMAGE: run this by bin/test")));
        if (!Files.isReadable(image)) {
            throw new IllegalStateException("There is no image at " + image);
        }
        return image;
    }

    /** A disc that installs the same system when somebody presses Enter. */
    public static Path installer() {
        return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_TINY_ISO"))
                .filter(path -> !path.isEmpty())
                .orElseThrow(() -> new IllegalStateException("No SLIPWAY_TINY_ISO: run this by bin/test")));
    }

    /** A cloud image of Debian: the real cloud-init. */
    public static Path debian() {
        return Path.of(Optional.ofNullable(System.getenv("SLIPWAY_DEBIAN_IMAGE"))
                .filter(path -> !path.isEmpty())
                .orElseThrow(() -> new IllegalStateException("No SLIPWAY_DEBIAN_IMAGE: run this by bin/test")));
    }

    /** What a portal has to be told to use them. */
    public Map<String, String> settings(Path state) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("slipway.state", state.toString());
        settings.put("slipway.bootstrap.admin-password", ADMIN_PASSWORD);
        settings.put("slipway.bootstrap.host-uri", host.uri());
        settings.put("slipway.bootstrap.host-pool-path", host.poolPath());
        settings.put("slipway.bootstrap.network", "libvirt:" + host.fact("network"));
        settings.put("slipway.bootstrap.image", image.toString());
        // Many small guests at once, however few processors there are.
        settings.put("slipway.placement.vcpu-ratio", "16");
        settings.put("slipway.console.guacd-host", "127.0.0.1");
        settings.put(
                "slipway.console.guacd-port", Integer.toString(TestGuacd.get().port()));
        return settings;
    }

    private static void requireOwnNetwork() {
        try {
            for (NetworkInterface i : NetworkInterface.networkInterfaces().toList()) {
                boolean own = i.isLoopback()
                        || i.getName().startsWith("slipway")
                        || i.getName().startsWith("vnet")
                        || i.getName().startsWith("online");
                if (!own) {
                    throw new IllegalStateException("This machine's network (" + i.getName()
                            + ") is not for tests: run this by bin/test, which gives them one of their own");
                }
            }
        } catch (SocketException e) {
            throw new IllegalStateException(e);
        }
    }
}
