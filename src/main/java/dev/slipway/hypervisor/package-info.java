/**
 * The port: what Slipway asks of one virtualisation host, in Slipway's words. Two adapters stand behind it, libvirt and a simulator; nobody else knows either. Every call may be repeated, ends by a deadline, and fails with a {@link dev.slipway.hypervisor.HypervisorProblem} or {@link dev.slipway.hypervisor.HostUnreachable}.
 */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package dev.slipway.hypervisor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
