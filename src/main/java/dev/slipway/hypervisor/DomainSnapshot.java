package dev.slipway.hypervisor;

import java.util.UUID;

/**
 * What is kept of a domain at one moment, inside its disk.
 *
 * @param id by which the host knows it
 * @param withMemory of a guest that runs: it then goes on from there; else what is on the disk of one that is off
 * @param disk the domain's only disk that is written to
 */
public record DomainSnapshot(UUID id, boolean withMemory, VolumeRef disk) {}
