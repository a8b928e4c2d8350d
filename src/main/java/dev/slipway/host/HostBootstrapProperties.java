package dev.slipway.host;

import dev.slipway.hypervisor.HostConnection;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A host to be registered at the first start. @param hostPoolPath directory on that host for images and disks */
@ConfigurationProperties("slipway.bootstrap")
record HostBootstrapProperties(
        Optional<String> hostUri,
        @DefaultValue("local") String hostName,
        @DefaultValue("/var/lib/slipway/pool") String hostPoolPath) {

    Optional<HostDraft> draft() {
        return hostUri.filter(uri -> !uri.isBlank())
                .map(uri -> new HostDraft(hostName, new HostConnection(uri), hostPoolPath, Optional.empty()));
    }
}
