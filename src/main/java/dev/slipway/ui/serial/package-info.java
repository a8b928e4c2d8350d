/** The pages with what a VM says on its serial line. */
@NullMarked
package dev.slipway.ui.serial;

import org.jspecify.annotations.NullMarked;
