package dev.slipway.vm;

import dev.slipway.network.NetworkAddresses;
import org.springframework.stereotype.Component;

/** Writes the seed of a VM, the same wherever it is needed. */
@Component
class Seeds {
    private final VmStore store;
    private final NetworkAddresses addresses;
    private final VendorDataRow vendor;
    private final SeedIso isos;

    Seeds(VmStore store, NetworkAddresses addresses, VendorDataRow vendor, SeedIso isos) {
        this.vendor = vendor;
        this.store = store;
        this.addresses = addresses;
        this.isos = isos;
    }

    byte[] write(VmRow vm) {
        var config = NetworkConfig.of(vm.nic().mac(), addresses.of(vm.id()));
        return isos.write(Seed.of(vm, store.sshKeys(vm.id()), store.userData(vm.id()), vendor.read(), config));
    }
}
