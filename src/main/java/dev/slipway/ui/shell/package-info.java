/** The frame around every screen: navigation, project switcher, user menu, and the pages shown when a screen cannot be. */
@NullMarked
package dev.slipway.ui.shell;

import org.jspecify.annotations.NullMarked;
