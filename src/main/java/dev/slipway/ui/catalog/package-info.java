/** Screens of images and sizes. */
@NullMarked
package dev.slipway.ui.catalog;

import org.jspecify.annotations.NullMarked;
