package dev.slipway.vm;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.Drive.Disc;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A VM that is about to be launched: everything checked, nothing written yet. @param sshKeys one public key each @param hostTags what its host has to have */
record NewVm(
        VmId id,
        String name,
        VmRow.Owner owner,
        String sizeName,
        Resources resources,
        VmRow.Image image,
        VmRow.Nic nic,
        List<String> sshKeys,
        Optional<String> userData,
        Instant at,
        HostTags hostTags,
        Set<PlacementGroupId> groups,
        Discs discs) {
    /** What goes into its second drive, and whether the disc in the first leaves by itself. */
    record Discs(Optional<Disc> second, boolean outAtReboot) {
        static final Discs NONE = new Discs(Optional.empty(), false);
    }

    /** Another one that is like it but for its name. */
    NewVm another(String otherName) {
        return new NewVm(
                VmId.random(),
                otherName,
                owner,
                sizeName,
                resources,
                image,
                nic,
                sshKeys,
                userData,
                at,
                hostTags,
                groups,
                discs);
    }
}
