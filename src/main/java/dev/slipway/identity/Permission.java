package dev.slipway.identity;

/** What may be done, as verb on a noun. A role is a set of these. */
public enum Permission {
    VM_READ("see VMs, and what was done with them"),
    VM_LAUNCH("launch a VM"),
    VM_POWER("start, shut down, reboot, reset, pause, resume, hibernate, force off or rescue a VM"),
    VM_CONSOLE("open a VM's console"),
    VM_PASSWORD("set the password of an account in a VM's guest"),
    VM_DISC("put discs into a VM's drives, and take them out"),
    VM_RESIZE("give a VM another size"),
    VM_DISK("make, attach, detach, grow and delete disks besides those that VMs start from"),
    VM_NIC("add and remove a VM's network cards, and set their links up and down"),
    VM_SNAPSHOT("take snapshots of a VM, go back to them, and delete them"),
    VM_REBUILD("build a VM anew from its image"),
    VM_CLONE("make clones of a VM"),
    VM_BACKUP("take backups of a VM, restore, check, download and delete them"),
    VM_TAG("put tags on a VM, and take them off"),
    VM_DELETE("delete a VM"),
    VM_LEASE("extend the lease of a VM"),
    VM_SCHEDULE("say on which days and hours a VM is on"),
    VM_MOVE("move a VM to another owner or place"),
    VM_MIGRATE("move a VM to another host"),
    LEASE_EDIT("say how long VMs may stay, and set the end of any"),
    QUOTA_READ("see limits, and what is used of them"),
    QUOTA_EDIT("set limits within a tenant"),
    MEMBER_QUOTA_EDIT("set the limits of members"),
    QUOTA_REQUEST("ask for more than the limits allow"),
    USAGE_READ("see what was used in a month, and what it costs"),
    PRICE_EDIT("set prices"),
    IMAGE_READ("see images, and launch from them"),
    IMAGE_OWN("publish images for a part of a tenant, and change them"),
    IMAGE_EDIT("publish images for everybody, and say who may use them"),
    SIZE_EDIT("make and retire sizes, and say who may use them"),
    NETWORK_READ("see the networks that VMs may be put on"),
    NETWORK_EDIT("register networks, and say who may use them"),
    HOST_READ("see hosts, and how they are"),
    HOST_EDIT("register hosts, and enable or disable them"),
    PROJECT_READ("see a part of a tenant"),
    PROJECT_EDIT("make, rename or delete parts of a tenant"),
    MEMBER_READ("see who the members are"),
    MEMBER_EDIT("say who the members are, with which role"),
    TENANT_READ("see a tenant as a whole"),
    TENANT_EDIT("make, rename, suspend or delete tenants"),
    USER_READ("see who has an account"),
    USER_EDIT("make, change or disable accounts"),
    SIGN_IN_RULE_READ("see what single sign-on gives to whom"),
    SIGN_IN_RULE_EDIT("say what single sign-on gives to whom"),
    AUDIT_READ("see who did what");

    private final String words;

    Permission(String words) {
        this.words = words;
    }

    /**
     * As people read it, such as {@code launch a VM}. A project is a part of a tenant here, since refusals say this to people
     * whose tenant has only one, too.
     */
    public String words() {
        return words;
    }
}
