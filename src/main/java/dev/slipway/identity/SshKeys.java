package dev.slipway.identity;

import dev.slipway.kernel.SshKeyId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** One's own public SSH keys. */
@Service
public class SshKeys {
    /** @param publicKey one line as in {@code id_ed25519.pub}; a private key is refused with that word */
    public SshKeyView add(String name, String publicKey, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public List<SshKeyView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Those of one's own keys. @throws dev.slipway.kernel.NotFound if one of them is not the actor's */
    public List<SshKeyView> require(Collection<SshKeyId> keys, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public void remove(SshKeyId key, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
