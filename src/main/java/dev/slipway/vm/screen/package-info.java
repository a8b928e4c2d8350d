/**
 * The way to a VM's screen, for the console alone. Invariant: it lets one viewer in, once.
 */
@NullMarked
package dev.slipway.vm.screen;

import org.jspecify.annotations.NullMarked;
