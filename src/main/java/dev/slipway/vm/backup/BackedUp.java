package dev.slipway.vm.backup;

import dev.slipway.kernel.NetworkId;
import dev.slipway.kernel.Resources;
import dev.slipway.vm.state.VmRow;
import java.util.List;

/**
 * What a VM was when it was backed up, as far as a new one needs it.
 *
 * @param image whose content is on the disk, which stands on nothing any more
 * @param diskName as its disk was called then, by which its guest may know it
 * @param hostTags what its host had to have
 */
record BackedUp(
        String sizeName,
        Resources resources,
        VmRow.Image image,
        String diskName,
        NetworkId network,
        String networkName,
        List<String> sshKeys,
        String hostTags) {}
