/** An image is hostile until inspected: its headers are read here first, by ourselves; what opens it afterwards is shut in. */
@NamedInterface("guard")
@NullMarked
package dev.slipway.intake.guard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
