package dev.slipway.host;

import java.util.Set;

/** Which sources hosts are asked about. Told by who owns logical networks. */
public interface WantedNetworks {
    Set<NetworkSource> wanted();
}
