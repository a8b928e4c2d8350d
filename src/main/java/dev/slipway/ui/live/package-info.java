/** Keeps open screens in step with the change feed. */
@NullMarked
package dev.slipway.ui.live;

import org.jspecify.annotations.NullMarked;
