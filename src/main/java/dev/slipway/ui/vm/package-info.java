/** Screens of virtual machines: the list, the launch, the machine's own page. */
@NullMarked
package dev.slipway.ui.vm;

import org.jspecify.annotations.NullMarked;
