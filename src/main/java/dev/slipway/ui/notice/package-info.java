/** What people are told, and how they want to be. */
@NullMarked
package dev.slipway.ui.notice;

import org.jspecify.annotations.NullMarked;
