/**
 * VMs that are kept together on one host, or apart.
 */
@NamedInterface("group")
@NullMarked
package dev.slipway.vm.group;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
