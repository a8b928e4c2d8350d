/** Screens of what belongs to oneself: SSH keys, API tokens. */
@NullMarked
package dev.slipway.ui.profile;

import org.jspecify.annotations.NullMarked;
