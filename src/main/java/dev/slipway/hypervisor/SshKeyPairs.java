package dev.slipway.hypervisor;

/** Makes and reads the key pairs with which the portal signs in to hosts. */
public interface SshKeyPairs {
    /** @param privateKey in OpenSSH's form, a secret; @param publicLine for {@code authorized_keys} */
    record SshKeyPair(String privateKey, String publicLine) {
        @Override
        public String toString() {
            return "SshKeyPair[" + publicLine + "]";
        }
    }

    SshKeyPair fresh();

    /**
     * @param privateKey as ssh-keygen writes it
     * @throws dev.slipway.kernel.InvalidRequest if it is none, or has a passphrase
     */
    SshKeyPair read(String privateKey);
}
