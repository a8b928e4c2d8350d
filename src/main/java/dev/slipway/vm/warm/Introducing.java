package dev.slipway.vm.warm;

import dev.slipway.hypervisor.GuestIdentity;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.HypervisorProblem;
import dev.slipway.vm.seed.Seeds;
import dev.slipway.vm.state.Introduction;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the guest of a VM that waited in a warm pool whose it is now. A guest that does not listen starts once more with a
 * seed that says so, which takes as long as a launch; it is the same VM then, and nobody gets one that answers to others.
 */
@Component
public class Introducing {
    private static final Logger log = LoggerFactory.getLogger(Introducing.class);

    private final VmStore store;
    private final VmHosts hosts;
    private final Seeds seeds;

    Introducing(VmStore store, VmHosts hosts, Seeds seeds) {
        this.store = store;
        this.hosts = hosts;
        this.seeds = seeds;
    }

    /** May run twice: once it is known how, that is how. */
    public void introduce(VmRow vm) {
        if (vm.warm().introduction().isEmpty() || !vm.image().cloudInit()) {
            return;
        }
        var host = hosts.hypervisor(vm);
        switch (vm.warm().introduction().get()) {
            case DUE -> {
                if (listens(vm, host)) {
                    store.introduction(vm.id(), Optional.of(Introduction.BY_AGENT));
                } else {
                    store.introduction(vm.id(), Optional.of(Introduction.BY_RESTART));
                    restart(store.find(vm.id()).orElseThrow(), host);
                }
            }
            case BY_RESTART -> restart(vm, host);
            case BY_AGENT -> {
                // Told already.
            }
        }
    }

    private boolean listens(VmRow vm, Hypervisor host) {
        try {
            host.introduce(
                    vm.id().value(), new GuestIdentity(vm.name(), vm.image().defaultUser(), store.sshKeys(vm.id())));
            return true;
        } catch (HypervisorProblem e) {
            if (e.isPassing()) {
                throw e;
            }
            log.info(
                    "VM {} from a warm pool starts once more, since its guest could not be told: {}",
                    vm.id(),
                    e.logDetail());
            return false;
        }
    }

    private void restart(VmRow vm, Hypervisor host) {
        host.powerOff(vm.id().value());
        seeds.put(vm);
        host.start(vm.id().value());
    }
}
