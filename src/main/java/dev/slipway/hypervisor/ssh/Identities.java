package dev.slipway.hypervisor.ssh;

import dev.slipway.hypervisor.SshKeyPairs;
import dev.slipway.kernel.InvalidRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;

@Component
class Identities implements SshKeyPairs {
    private static final int LONGEST = 16_000;

    @Override
    public SshKeyPair fresh() {
        return pair(SshIdentity.fresh());
    }

    @Override
    public SshKeyPair read(String privateKey) {
        try {
            if (privateKey.length() > LONGEST) {
                throw new IOException("too long");
            }
            // Written anew: what is kept is a key and nothing else.
            return pair(SshIdentity.read(privateKey));
        } catch (IOException e) {
            throw new InvalidRequest(
                    "host-private-key",
                    "privateKey",
                    "This is no private key without a passphrase, as ssh-keygen -t ed25519 -N '' writes it.");
        }
    }

    private static SshKeyPair pair(SshIdentity identity) {
        return new SshKeyPair(identity.privateText(), identity.publicLine());
    }
}
