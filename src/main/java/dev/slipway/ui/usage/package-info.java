/** Screens of usage: a project's own, all projects', and prices. */
@NullMarked
package dev.slipway.ui.usage;

import org.jspecify.annotations.NullMarked;
