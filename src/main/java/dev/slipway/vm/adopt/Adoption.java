package dev.slipway.vm.adopt;

import dev.slipway.kernel.DomainId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.UserId;
import java.util.Optional;

/**
 * The wish to make a VM of a domain that is on a host already.
 *
 * @param owner who may launch VMs in that project; empty = the actor
 * @param name as for a launch; the domain keeps its own name on the host
 */
public record Adoption(HostId host, DomainId domain, ProjectId project, Optional<UserId> owner, String name) {}
