package dev.slipway.hypervisor.libvirt;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a host may take, and how much of it is used at once.
 *
 * @param probe for a host to show a sign of life before a connection is opened
 * @param open for opening a connection
 * @param query for a call that asks the host's daemon
 * @param change for a call that changes a definition, a volume or a guest's power
 * @param stall for an upload without progress
 * @param agent for a guest's agent
 * @param release for a guest to let go of a disk that is taken from it
 * @param accelerated for the small guest that finds out whether the host's acceleration works
 * @param queue for a free connection
 * @param downFor how long a host that did not answer is left in peace
 * @param workers connections per host for changes, besides the one for queries
 * @param stuck calls per host that may hang before it counts as not answering
 * @param serialLog whether hosts keep what VMs say on their serial line, from each VM's next start on
 */
@ConfigurationProperties("slipway.hypervisor")
record LibvirtProperties(
        @DefaultValue("3s") Duration probe,
        @DefaultValue("10s") Duration open,
        @DefaultValue("15s") Duration query,
        @DefaultValue("90s") Duration change,
        @DefaultValue("30s") Duration stall,
        @DefaultValue("2s") Duration agent,
        @DefaultValue("15s") Duration release,
        @DefaultValue("10s") Duration accelerated,
        @DefaultValue("60s") Duration queue,
        @DefaultValue("2s") Duration downFor,
        @DefaultValue("8") int workers,
        @DefaultValue("3") int stuck,
        @DefaultValue("true") boolean serialLog) {}
