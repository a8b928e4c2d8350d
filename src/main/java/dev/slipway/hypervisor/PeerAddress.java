package dev.slipway.hypervisor;

/**
 * Where hosts find another one, to hand it a guest.
 *
 * @param uri of its daemon, as its peers dial it
 * @param hostname to which they send the guest's memory and disks
 */
public record PeerAddress(String uri, String hostname) {}
