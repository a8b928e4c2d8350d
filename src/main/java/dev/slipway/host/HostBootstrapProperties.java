package dev.slipway.host;

import dev.slipway.hypervisor.HostConnection;
import dev.slipway.kernel.InvalidRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Hosts to be registered at the first start.
 *
 * @param moreHosts further ones, each as {@code NAME=URI}
 * @param hostPoolPath directory on each of them for images and disks
 * @param sshKey a file with the private key for those that are reached by ssh
 */
@ConfigurationProperties("slipway.bootstrap")
record HostBootstrapProperties(
        Optional<String> hostUri,
        @DefaultValue("local") String hostName,
        @DefaultValue List<String> moreHosts,
        @DefaultValue("/var/lib/slipway/pool") String hostPoolPath,
        Optional<String> sshKey) {

    List<HostDraft> drafts() {
        var first = hostUri.filter(uri -> !uri.isBlank()).map(uri -> draft(hostName, uri));
        return Stream.concat(first.stream(), moreHosts.stream().map(this::draft))
                .toList();
    }

    private HostDraft draft(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new InvalidRequest(
                    "bootstrap-more-hosts",
                    "slipway.bootstrap.more-hosts is NAME=URI for each host, with commas between them, not " + text
                            + ".");
        }
        return draft(text.substring(0, equals), text.substring(equals + 1));
    }

    private HostDraft draft(String name, String uri) {
        return new HostDraft(name, new HostConnection(uri), hostPoolPath, Optional.empty());
    }
}
