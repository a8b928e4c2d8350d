package dev.slipway.identity;

import dev.slipway.kernel.SshKeyId;

/** A public key of one's profile. @param fingerprint {@code SHA256:…} as ssh-keygen prints it */
public record SshKeyView(SshKeyId id, String name, String publicKey, String fingerprint) {}
