package dev.slipway.network;

import dev.slipway.host.NetworkSource;
import dev.slipway.host.WantedNetworks;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Hosts are asked for what networks are made of. */
@Component
class SourcesOfNetworks implements WantedNetworks {
    private final NetworkTable table;

    SourcesOfNetworks(NetworkTable table) {
        this.table = table;
    }

    @Override
    public Set<NetworkSource> wanted() {
        return table.all().stream().map(NetworkView::onHosts).collect(Collectors.toSet());
    }
}
