package dev.slipway.vm.outside;

import java.time.Instant;

/**
 * What a VM's host had written down of it: what it is at its next start.
 *
 * @param xml libvirt's domain XML, without secrets, title and description
 * @param since when it was first seen so
 */
public record SeenDefinition(Instant since, String xml) {}
