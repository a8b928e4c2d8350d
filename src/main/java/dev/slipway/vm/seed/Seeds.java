package dev.slipway.vm.seed;

import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.network.NetworkAddresses;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import dev.slipway.vm.work.VmHosts;
import java.io.ByteArrayInputStream;
import org.springframework.stereotype.Component;

/** Writes the seed of a VM, which tells its guest who it is: the same wherever it is needed. */
@Component
public class Seeds {
    private final VmStore store;
    private final NetworkAddresses addresses;
    private final VendorDataRow vendor;
    private final SeedIso isos;
    private final VmHosts hosts;

    Seeds(VmStore store, NetworkAddresses addresses, VendorDataRow vendor, SeedIso isos, VmHosts hosts) {
        this.hosts = hosts;
        this.vendor = vendor;
        this.store = store;
        this.addresses = addresses;
        this.isos = isos;
    }

    /** Puts it where the VM is, in place of what is there; nothing for a VM whose image has no cloud-init. */
    public void put(VmRow vm) {
        if (vm.image().cloudInit()) {
            var iso = write(vm);
            hosts.hypervisor(vm)
                    .upload(hosts.seed(vm), VolumeFormat.ISO, new ByteArrayInputStream(iso), iso.length, sent -> {});
        }
    }

    public byte[] write(VmRow vm) {
        var config = NetworkConfig.of(vm.nic().mac(), addresses.of(vm.id()));
        return isos.write(Seed.of(vm, store.sshKeys(vm.id()), store.userData(vm.id()), vendor.read(), config));
    }
}
