/**
 * Disks besides the one that a VM starts from: things of their own of a project, each on one host, attached to a VM there or
 * to none. Invariant: a disk holds its room and its charge from when it is made until it is deleted, whatever it is attached
 * to meanwhile.
 */
@NamedInterface("disk")
@NullMarked
package dev.slipway.vm.disk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
