/**
 * What a guest is told at its first boot by cloud-init: by its owner, by administrators, and by Slipway. Invariant: secrets of
 * it are not shown again.
 */
@NamedInterface("seed")
@NullMarked
package dev.slipway.vm.seed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
