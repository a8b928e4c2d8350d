package dev.slipway.host;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.HostId;
import java.util.List;
import org.springframework.stereotype.Service;

/** Registered hosts. Administrators see them; nobody else learns that they exist. */
@Service
public class Hosts {
    /** Registers, or changes how a host of that name is reached. Probing goes on in the background. */
    public HostView register(HostDraft draft, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public List<HostView> list(Actor actor) {
        throw new UnsupportedOperationException();
    }

    public HostView get(HostId host, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** Enabled hosts take new VMs, disabled ones keep what they have. */
    public void setEnabled(HostId host, boolean enabled, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** All hosts, for placement and workflows. */
    public List<HostView> all() {
        throw new UnsupportedOperationException();
    }

    /** Looks at the host now instead of at the next round; returns at once. */
    public void lookAgain(HostId host) {
        throw new UnsupportedOperationException();
    }
}
