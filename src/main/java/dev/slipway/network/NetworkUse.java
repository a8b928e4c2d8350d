package dev.slipway.network;

import dev.slipway.kernel.NetworkId;
import java.util.List;

/** Who is on a network. Told by whoever puts something there. */
public interface NetworkUse {
    List<NetworkUser> on(NetworkId network);
}
