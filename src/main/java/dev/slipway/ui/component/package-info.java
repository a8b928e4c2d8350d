/** What repeats on screens: badges, bars, steps, dialogs. Knows no façade, only their records. */
@NullMarked
package dev.slipway.ui.component;

import org.jspecify.annotations.NullMarked;
