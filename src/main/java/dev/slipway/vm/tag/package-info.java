/**
 * Words by which people find their VMs together.
 */
@NamedInterface("tag")
@NullMarked
package dev.slipway.vm.tag;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
