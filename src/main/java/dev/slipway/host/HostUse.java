package dev.slipway.host;

import dev.slipway.kernel.HostId;
import java.util.List;

/** What is on a host. Told by whoever puts something there. */
public interface HostUse {
    /** Names of what needs the host, as people know them; empty if it may go. */
    List<String> on(HostId host);
}
