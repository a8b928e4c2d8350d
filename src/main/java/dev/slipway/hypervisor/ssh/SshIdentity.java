package dev.slipway.hypervisor.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/** A key pair with which the portal signs in to a host. */
public record SshIdentity(KeyPair pair) {
    static {
        Providers.settle();
    }

    /** A fresh Ed25519 pair. */
    public static SshIdentity fresh() {
        try {
            return new SshIdentity(
                    SecurityUtils.getKeyPairGenerator(SecurityUtils.EDDSA).generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is in the class path", e);
        }
    }

    /**
     * Reads a private key without a passphrase, as ssh-keygen writes it.
     *
     * @throws IOException if it is none
     */
    public static SshIdentity read(String text) throws IOException {
        try {
            var pairs = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("key"),
                    new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                    FilePasswordProvider.EMPTY);
            var found = pairs == null ? null : pairs.iterator();
            if (found == null || !found.hasNext()) {
                throw new IOException("no private key");
            }
            return new SshIdentity(found.next());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException("no private key that can be read", e);
        }
    }

    /** In OpenSSH's own form. */
    public String privateText() {
        var out = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "slipway", null, out);
            return out.toString(StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /** The line for {@code authorized_keys}. */
    public String publicLine() {
        return PublicKeyEntry.toString(pair.getPublic()) + " slipway";
    }

    public String fingerprint() {
        return KeyUtils.getFingerPrint(pair.getPublic());
    }

    @Override
    public String toString() {
        return "SshIdentity[" + fingerprint() + "]";
    }
}
