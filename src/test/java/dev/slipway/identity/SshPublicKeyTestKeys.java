package dev.slipway.identity;

/** A public key to try with; its private half was thrown away. */
final class SshPublicKeyTestKeys {
    static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGWDhg4V6mH4JfdPPvi/s8KCKYFKMNVXlqy9DIGLNXHo ada@example";

    private SshPublicKeyTestKeys() {}
}
