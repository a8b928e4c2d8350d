/**
 * What hosts, networks, images and pools have of VMs, for whoever runs them. No host is asked.
 */
@NamedInterface("fleet")
@NullMarked
package dev.slipway.vm.fleet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
