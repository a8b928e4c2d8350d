package dev.slipway.vm.disc;

import dev.slipway.hypervisor.HostEvent;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes down that guests have restarted, for the discs that wait for it: only an event tells of it, and nothing is to be
 * seen of it afterwards. On the event's thread, so that it is written before anything else of that host is heard.
 */
@Component
class RestartWatch {
    private static final Logger log = LoggerFactory.getLogger(RestartWatch.class);

    private final DriveRows drives;

    RestartWatch(DriveRows drives, Hypervisors hypervisors) {
        this.drives = drives;
        hypervisors.onEvent(this::hear);
    }

    private void hear(HostEvent event) {
        switch (event) {
            case HostEvent.DomainRestarted restarted -> note(restarted.host(), restarted.domain());
            case HostEvent.DomainChanged changed -> {
                // Nothing that is to be seen again needs to be written down.
            }
            case HostEvent.Connected connected -> {
                // Whoever restarted while nobody listened keeps its disc.
            }
            case HostEvent.Disconnected disconnected -> {
                // So does whoever restarts now.
            }
        }
    }

    private void note(HostId host, UUID domain) {
        if (drives.restarted(host, new VmId(domain))) {
            log.info("The guest of VM {} has restarted: the disc that it was installed from is due to leave", domain);
        }
    }
}
