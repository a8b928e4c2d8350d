/** The session's own: security chain, sign-in, current project, what went wrong and how it is told. */
@NullMarked
package dev.slipway.ui.session;

import org.jspecify.annotations.NullMarked;
