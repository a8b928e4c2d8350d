/**
 * Hosts that exist only in this process: for tests, for demonstrations, for measuring at a scale nobody has machines for. They keep the same rules as libvirt, and can be told to fail, to hang and to change behind the portal's back.
 */
@NullMarked
package dev.slipway.hypervisor.simulated;

import org.jspecify.annotations.NullMarked;
