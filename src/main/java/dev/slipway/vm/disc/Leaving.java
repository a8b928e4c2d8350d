package dev.slipway.vm.disc;

/** Whether a disc is taken out of its drive by itself. Whatever is put in by hand stays. */
enum Leaving {
    STAYS,
    /** Once the guest has restarted, or shut itself down. */
    AT_REBOOT,
    /** It has: as soon as nothing else is being done to the VM. */
    DUE
}
