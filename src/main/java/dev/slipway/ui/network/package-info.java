/** Screens of networks, for administrators. */
@NullMarked
package dev.slipway.ui.network;

import org.jspecify.annotations.NullMarked;
