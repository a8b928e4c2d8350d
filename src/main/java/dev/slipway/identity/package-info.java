/**
 * Who acts and what they may do: actors, users, roles, permissions, local accounts, API tokens, SSH keys. Invariant: every use case is asked by an {@link dev.slipway.identity.Actor}; what an actor may not see does not exist for them.
 */
@ApplicationModule(allowedDependencies = {"kernel", "live"})
@NullMarked
package dev.slipway.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
