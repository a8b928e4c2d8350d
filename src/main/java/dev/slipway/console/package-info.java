/**
 * A VM screen in the browser: one-time tickets and the tunnel to guacd. The only user of Guacamole. The browser never learns an address or a password of a host.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "vm"})
@NullMarked
package dev.slipway.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
