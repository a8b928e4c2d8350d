package dev.slipway.vm;

/** What can be asked of a VM. */
public enum VmAction {
    START("Start"),
    SHUTDOWN("Shut down"),
    REBOOT("Reboot"),
    PAUSE("Pause"),
    RESUME("Resume"),
    HIBERNATE("Hibernate"),
    RESET("Reset"),
    FORCE_OFF("Force off"),
    DELETE("Delete"),
    UNDELETE("Restore"),
    DELETE_FOR_GOOD("Delete for good"),
    CONSOLE("Open console"),
    SET_PASSWORD("Set a password"),
    CHANGE_DISC("Change discs"),
    /** One that is new, or one that is there. */
    ATTACH_DISK("Attach a disk"),
    DETACH_DISK("Detach a disk"),
    GROW_DISK("Make a disk larger"),
    MOVE("Hand over"),
    MIGRATE("Move to another host"),
    RESTORE("Restore"),
    PROMOTE("Make an image of it"),
    REBUILD("Rebuild"),
    RESIZE("Resize"),
    SNAPSHOT("Take a snapshot"),
    REVERT("Go back to a snapshot"),
    DELETE_SNAPSHOT("Delete a snapshot"),
    TAG("Change tags"),
    /** That it starts from. */
    GROW_OWN_DISK("Make its own disk larger"),
    ADD_NIC("Add a network card"),
    REMOVE_NIC("Remove a network card"),
    SET_LINK("Change a network card's link"),
    CLONE("Clone"),
    RESCUE("Rescue boot"),
    LEAVE_RESCUE("Leave rescue"),
    BACKUP("Back up"),
    /** In place of what is on its disk. */
    RESTORE_BACKUP("Restore a backup");

    private final String words;

    VmAction(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
