/**
 * Logical networks, their addresses, and which tenant may use which. A network says what it is called on a host; hosts say
 * whether they have it. No address is ever given to two VMs: the database sees to that.
 */
@ApplicationModule(allowedDependencies = {"kernel", "identity", "live", "hypervisor", "host"})
@NullMarked
package dev.slipway.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
