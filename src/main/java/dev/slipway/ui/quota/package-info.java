/** Screens of limits: what may be used, by whom, over time, and the templates that tenants start with. */
@NullMarked
package dev.slipway.ui.quota;

import org.jspecify.annotations.NullMarked;
