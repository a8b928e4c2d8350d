package dev.slipway.ui.host;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.intake.PoolImports;
import dev.slipway.operation.Operations;
import dev.slipway.storage.StoragePools;
import dev.slipway.ui.live.LiveScreens;
import org.springframework.stereotype.Component;

/** What screens of storage work with. */
@Component
record StorageParts(
        StoragePools pools, PoolImports imports, Hosts hosts, Operations operations, Actors actors, LiveScreens live) {}
