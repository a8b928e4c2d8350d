/** The way to hosts by ssh: one connection each, over which their libvirt daemon and their guests' screens are reached. */
@NullMarked
package dev.slipway.hypervisor.ssh;

import org.jspecify.annotations.NullMarked;
