/**
 * Logical networks and which tenant may use which. A network says what it is called on a host; hosts say whether they have it.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "hypervisor", "host"})
@NullMarked
package dev.slipway.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
