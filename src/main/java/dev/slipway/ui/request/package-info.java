/** Screens of asking for more and deciding about it. */
@NullMarked
package dev.slipway.ui.request;

import org.jspecify.annotations.NullMarked;
