/** Fetching files from servers that are not ours, and may be nobody's friend. */
@NullMarked
package dev.slipway.intake.fetch;

import org.jspecify.annotations.NullMarked;
