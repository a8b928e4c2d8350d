/** How people sign in, for administrators; and the page for those who have no access yet. */
@NullMarked
package dev.slipway.ui.signin;

import org.jspecify.annotations.NullMarked;
