package dev.slipway.hypervisor;

import dev.slipway.kernel.InvalidRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * How to reach a host. Only what is listed in {@link HostAddressRules} is ever handed to libvirt, whose own URIs can name
 * commands to run, files to read, and checks to leave out.
 *
 * @param uri {@code qemu:///system}, {@code qemu+unix:///system?socket=…}, {@code qemu+tcp://…}, {@code qemu+tls://…},
 *     {@code qemu+ssh://…}, {@code test:///default} or {@code simulated:NAME}
 * @param credential what lets the portal in, to be asked of {@link HostSecrets}
 * @param hostKey by ssh: the key that the host has to prove itself with, as {@code TYPE BASE64}; empty to believe the
 *     first
 */
public record HostConnection(String uri, Optional<UUID> credential, Optional<String> hostKey) {
    /** @throws InvalidRequest if it has anything that is not known to be harmless */
    public HostConnection {
        HostAddressRules.check(uri);
    }

    public HostConnection(String uri) {
        this(uri, Optional.empty(), Optional.empty());
    }

    public boolean isSimulated() {
        return uri.startsWith("simulated:");
    }

    public boolean isSsh() {
        return uri.startsWith("qemu+ssh:");
    }

    public boolean isTls() {
        return uri.startsWith("qemu+tls:") || uri.startsWith("qemu://") && !uri.startsWith("qemu:///");
    }

    public HostConnection with(Optional<String> otherHostKey) {
        return new HostConnection(uri, credential, otherHostKey);
    }

    /** Of a host key, as {@code ssh-keygen -l} prints it. */
    public static String fingerprint(String hostKey) {
        try {
            var blob = Base64.getDecoder().decode(hostKey.split(" ")[1]);
            var hash = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return "(cannot be read)";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
