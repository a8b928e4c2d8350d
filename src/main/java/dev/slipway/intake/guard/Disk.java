package dev.slipway.intake.guard;

/** What holds for disks of every format. */
final class Disk {
    static final long MOST_BYTES = 2L << 40;
    static final int SECTOR = 512;
    static final String STANDS_ON_ANOTHER =
            "it stands on another file (a parent). Merge them with: qemu-img convert -O qcow2 YOURS NEW";

    private Disk() {}

    static long checked(long virtualBytes) {
        Refusal.unless(virtualBytes > 0 && virtualBytes % SECTOR == 0, "its disk size is impossible");
        Refusal.unless(virtualBytes <= MOST_BYTES, "its disk is larger than 2 TiB");
        return virtualBytes;
    }
}
