/** The page with a VM's screen. */
@NullMarked
package dev.slipway.ui.console;

import org.jspecify.annotations.NullMarked;
