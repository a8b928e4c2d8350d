/** Plots of what hosts and VMs use. */
@NullMarked
package dev.slipway.ui.metrics;

import org.jspecify.annotations.NullMarked;
