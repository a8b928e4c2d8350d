package dev.slipway.ui.host;

import dev.slipway.host.HostChecks;
import dev.slipway.host.HostCredentials;
import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.operation.Operations;
import dev.slipway.ui.live.LiveScreens;
import dev.slipway.vm.drain.Maintenance;
import dev.slipway.vm.fleet.Fleet;
import dev.slipway.vm.lost.LostHosts;
import org.springframework.stereotype.Component;

/** What screens of hosts work with. */
@Component
record HostScreenParts(
        Hosts hosts,
        HostChecks checks,
        HostCredentials credentials,
        Fleet fleet,
        LostHosts lost,
        Maintenance maintenance,
        Operations operations,
        Actors actors,
        LiveScreens live) {}
