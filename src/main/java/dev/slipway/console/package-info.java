/**
 * A VM's screen and serial line in the browser: one-time tickets, and the tunnel to guacd and to the line. The only user of Guacamole. The browser never learns an address or a password of a host.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "vm", "vm :: serial"})
@NullMarked
package dev.slipway.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
