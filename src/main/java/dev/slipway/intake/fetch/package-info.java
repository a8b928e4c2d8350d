/** Talking to servers that are not ours, and may be nobody's friend: fetching files from them, telling them something. */
@NamedInterface("fetch")
@NullMarked
package dev.slipway.intake.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
