/** Screens of accounts, for platform administrators and auditors. */
@NullMarked
package dev.slipway.ui.users;

import org.jspecify.annotations.NullMarked;
