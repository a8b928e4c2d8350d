package dev.slipway.hypervisor;

import java.util.UUID;

/**
 * What a host is.
 *
 * @param hostUuid its own UUID; two hosts never share one
 * @param hypervisorVersion as people read it, such as {@code QEMU 7.2.19, libvirt 9.0.0}
 * @param architecture such as {@code x86_64}
 * @param cpus logical processors
 */
public record HostFacts(
        UUID hostUuid, String hostname, String hypervisorVersion, String architecture, int cpus, long memoryMib) {}
