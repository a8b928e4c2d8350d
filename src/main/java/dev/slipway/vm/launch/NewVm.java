package dev.slipway.vm.launch;

import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.PlacementGroupId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.vm.disc.Drive.Disc;
import dev.slipway.vm.state.VmRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A VM that is about to be launched: everything checked, nothing written yet. @param sshKeys one public key each @param hostTags what its host has to have @param pool in which it waits for who takes it @param isThere and runs, since it has waited in a pool @param origin of one that has the disk of another one */
public record NewVm(
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
        Discs discs,
        Optional<WarmPoolId> pool,
        boolean isThere,
        Optional<Origin> origin) {
    /** What goes into its second drive, and whether the disc in the first leaves by itself. */
    public record Discs(Optional<Disc> second, boolean outAtReboot) {
        public static final Discs NONE = new Discs(Optional.empty(), false);
    }

    /** What another VM left this one. @param kind of the operation that builds it @param words for people @param starts whether it is to be on */
    public record Origin(String kind, String words, boolean starts) {}

    /** Whether it is to be on once it is there. */
    public boolean starts() {
        return origin.map(Origin::starts).orElse(true);
    }

    /** Another one that is like it but for its name. */
    NewVm another(String otherName) {
        return with(VmId.random(), otherName, pool, isThere);
    }

    /** The same, which is there already. */
    public NewVm as(VmId there) {
        return with(there, name, pool, true);
    }

    NewVm waitingIn(WarmPoolId waiting) {
        return with(id, name, Optional.of(waiting), isThere);
    }

    private NewVm with(VmId otherId, String otherName, Optional<WarmPoolId> otherPool, boolean there) {
        return new NewVm(
                otherId, otherName, owner, sizeName, resources, image, nic, sshKeys, userData, at, hostTags, groups,
                discs, otherPool, there, origin);
    }
}
