/** Screens of hosts, for administrators. */
@NullMarked
package dev.slipway.ui.host;

import org.jspecify.annotations.NullMarked;
