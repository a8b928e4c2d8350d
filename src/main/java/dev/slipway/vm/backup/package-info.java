/**
 * Backups of VMs: what is on a VM's own disk as one file on the portal, which stays when the VM goes. Invariants: the VM is as it
 * was while one is made of it; nothing is replaced by a file that is not the one that was kept, to the byte.
 */
@NamedInterface("backup")
@NullMarked
package dev.slipway.vm.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
