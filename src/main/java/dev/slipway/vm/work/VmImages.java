package dev.slipway.vm.work;

import dev.slipway.catalog.StagedImages;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.vm.disc.Drive;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.state.VmRow;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** What of the catalogue a VM needs on its host: the image that its disk stands on, and the discs in its drives. */
@Component
public class VmImages {
    private final VmHosts hosts;
    private final StagedImages staged;
    private final DriveRows drives;

    VmImages(VmHosts hosts, StagedImages staged, DriveRows drives) {
        this.hosts = hosts;
        this.staged = staged;
        this.drives = drives;
    }

    /** @param progress percent of a transfer @return false while somebody else is copying one of them there, or it waits for its turn */
    public boolean ensure(VmRow vm, IntConsumer progress) {
        var needed = new ArrayList<>(vm.base().stream().toList());
        drives.of(vm.id()).stream()
                .flatMap(drive -> drive.disc().stream())
                .map(Drive.Disc::version)
                .forEach(needed::add);
        return needed.stream()
                .allMatch(version -> staged.ensure(version, VmHosts.hostOf(vm), hosts.pool(vm), progress)
                        .isPresent());
    }

    /** The copy that its disk stands on; empty if it stands on none. */
    public Optional<VolumeRef> base(VmRow vm) {
        return vm.base().map(version -> hosts.copy(vm, version));
    }

    /** Its disk, as it is at first: on its image, which is there, or empty. There already is done. */
    public void makeDisk(VmRow vm) {
        var host = hosts.hypervisor(vm);
        var size = vm.resources().diskMib();
        base(vm).ifPresentOrElse(
                        base -> host.createOverlay(hosts.disk(vm), base, size),
                        () -> host.createDisk(hosts.disk(vm), size));
    }
}
