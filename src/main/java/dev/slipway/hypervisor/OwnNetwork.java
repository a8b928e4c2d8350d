package dev.slipway.hypervisor;

import java.util.UUID;

/**
 * A libvirt network that the portal makes on a host, known there by its UUID.
 *
 * @param name also its bridge's, so at most 15 characters
 * @param nat whether guests reach the world behind the host's own address; else only each other and the host
 * @param address of the host in it
 * @param prefix bits of the subnet
 * @param dhcpFrom first address that is given out by DHCP
 */
public record OwnNetwork(
        UUID id, String name, boolean nat, String address, int prefix, String dhcpFrom, String dhcpTo) {}
