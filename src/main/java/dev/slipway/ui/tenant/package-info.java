/** Screens of tenants, their projects and their people. */
@NullMarked
package dev.slipway.ui.tenant;

import org.jspecify.annotations.NullMarked;
