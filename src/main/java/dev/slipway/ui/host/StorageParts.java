package dev.slipway.ui.host;

import dev.slipway.host.Hosts;
import dev.slipway.identity.Actors;
import dev.slipway.intake.PoolImports;
import dev.slipway.storage.StoragePools;
import org.springframework.stereotype.Component;

/** What screens of storage work with. */
@Component
record StorageParts(StoragePools pools, PoolImports imports, Hosts hosts, Actors actors) {}
