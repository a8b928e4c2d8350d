package dev.slipway.vm.disk;

import dev.slipway.host.HostUse;
import dev.slipway.kernel.HostId;
import java.util.List;
import org.springframework.stereotype.Component;

/** A host is needed by the disks that lie there, attached or not. */
@Component
class DisksOnHosts implements HostUse {
    private final DiskRows rows;

    DisksOnHosts(DiskRows rows) {
        this.rows = rows;
    }

    @Override
    public List<String> on(HostId host) {
        return rows.on(host).stream()
                .map(disk ->
                        "disk " + disk.name() + " of project " + disk.owner().projectName())
                .toList();
    }
}
