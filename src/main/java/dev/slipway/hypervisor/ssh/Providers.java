package dev.slipway.hypervisor.ssh;

import org.apache.sshd.common.util.security.SecurityUtils;

/** Whose cryptography ssh uses: the platform's, and EdDSA's own. */
final class Providers {
    private Providers() {}

    /**
     * Bouncy Castle is in the class path for OpenPGP, without the part that ssh would then want for reading private keys. To be
     * said before anything of ssh is used.
     */
    static void settle() {
        SecurityUtils.setAPrioriDisabledProvider(SecurityUtils.BOUNCY_CASTLE, true);
    }
}
