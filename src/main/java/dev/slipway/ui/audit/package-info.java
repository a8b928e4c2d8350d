/** Screens of what was done: a project's activity, and the whole record for administrators. */
@NullMarked
package dev.slipway.ui.audit;

import org.jspecify.annotations.NullMarked;
