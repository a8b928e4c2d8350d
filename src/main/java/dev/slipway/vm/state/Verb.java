package dev.slipway.vm.state;

import java.util.Optional;

/** What is being done to a VM that is ready. */
public enum Verb {
    START("start-vm", "Start", "starting", PowerWish.ON),
    SHUTDOWN("shutdown-vm", "Shut down", "shutting down", PowerWish.OFF),
    REBOOT("reboot-vm", "Reboot", "rebooting", PowerWish.ON),
    RESET("reset-vm", "Reset", "being reset", PowerWish.ON),
    PAUSE("pause-vm", "Pause", "pausing"),
    RESUME("resume-vm", "Resume", "resuming"),
    FORCE_OFF("force-off-vm", "Force off", "forcing off", PowerWish.OFF),
    RESTORE("restore-vm", "Restore", "restoring", PowerWish.OFF),
    SET_PASSWORD("set-guest-password", "Set a password", "getting a password"),
    CHANGE_DISC("change-disc", "Change a disc", "changing a disc"),
    CREATE_DISK("create-disk", "Add a disk", "being given a new disk"),
    ATTACH_DISK("attach-disk", "Attach a disk", "having a disk attached"),
    DETACH_DISK("detach-disk", "Detach a disk", "having a disk detached"),
    GROW_DISK("grow-disk", "Make a disk larger", "having a disk made larger"),
    MIGRATE("migrate-vm", "Move to another host", "moving to another host"),
    PROMOTE("promote-vm", "Make an image of it", "being made into an image"),
    REBUILD("rebuild-vm", "Rebuild", "being built anew from its image"),
    RESIZE("resize-vm", "Resize", "being given another size"),
    SNAPSHOT("snapshot-vm", "Take a snapshot", "being kept in a snapshot"),
    REVERT("revert-vm", "Go back to a snapshot", "going back to a snapshot"),
    DELETE_SNAPSHOT("delete-snapshot", "Delete a snapshot", "having a snapshot deleted"),
    GROW_OWN_DISK("grow-own-disk", "Make its own disk larger", "having its own disk made larger"),
    ADD_NIC("add-nic", "Add a network card", "being given a network card"),
    REMOVE_NIC("remove-nic", "Remove a network card", "having a network card removed"),
    SET_LINK("set-nic-link", "Change a network card's link", "having a network card's link changed"),
    /** Of the one whose disk is lent: a clone of it has an operation of its own. */
    CLONE("lend-disk", "Clone", "being cloned"),
    HIBERNATE("hibernate-vm", "Hibernate", "hibernating", PowerWish.OFF),
    RESCUE("rescue-vm", "Rescue boot", "starting in rescue", PowerWish.ON),
    LEAVE_RESCUE("leave-rescue", "Leave rescue", "leaving rescue", PowerWish.OFF),
    BACKUP("backup-vm", "Back up", "being backed up"),
    RESTORE_BACKUP("restore-backup", "Restore a backup", "being restored from a backup");

    private final String kind;
    private final String title;
    private final String doing;
    private final Optional<PowerWish> wish;

    Verb(String kind, String title, String doing, PowerWish wish) {
        this(kind, title, doing, Optional.of(wish));
    }

    Verb(String kind, String title, String doing) {
        this(kind, title, doing, Optional.empty());
    }

    Verb(String kind, String title, String doing, Optional<PowerWish> wish) {
        this.kind = kind;
        this.title = title;
        this.doing = doing;
        this.wish = wish;
    }

    /** The kind of its operation. */
    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** For sentences: "busy: starting since 10:02 UTC". */
    public String doing() {
        return doing;
    }

    /** Whether its host lets nobody else at the guest meanwhile. */
    public boolean holdsStill() {
        return this == SNAPSHOT || this == REVERT;
    }

    /** While it is in the recycle bin only its host may want it to go elsewhere. */
    boolean isAlsoForBinned() {
        return this == MIGRATE;
    }

    /** Empty if it changes nothing of that: what a VM's status says then stays as it was. */
    Optional<PowerWish> wish() {
        return wish;
    }
}
