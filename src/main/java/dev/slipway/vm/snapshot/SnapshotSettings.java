package dev.slipway.vm.snapshot;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param most how many snapshots a VM may have at once */
@ConfigurationProperties("slipway.vm.snapshots")
record SnapshotSettings(@DefaultValue("10") int most) {}
