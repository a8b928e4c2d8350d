package dev.slipway.vm.move;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.util.Optional;

/**
 * A VM on its way from host to host.
 *
 * @param live whether it runs meanwhile
 * @param shared whether both hosts use the same storage; empty until it was looked
 */
record Migration(VmId vm, HostId from, HostId to, boolean live, Optional<Boolean> shared) {
    boolean sharesStorage() {
        return shared.orElseThrow(
                () -> new IllegalStateException("nobody has looked at the storage of " + vm + " yet"));
    }
}
