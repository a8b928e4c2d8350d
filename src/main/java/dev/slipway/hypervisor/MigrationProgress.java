package dev.slipway.hypervisor;

/** How far a migration is. @param copiedMib of memory and disks so far; @param leftMib as it looks now; grows when the guest writes */
public record MigrationProgress(long copiedMib, long leftMib) {
    public static final MigrationProgress BEGINNING = new MigrationProgress(0, 0);

    private static final int ALMOST = 99;

    /** 0 to 99: whether it has arrived is not for this to tell. */
    public int percent() {
        var all = copiedMib + leftMib;
        return all <= 0 ? 0 : (int) Math.min(ALMOST, 100 * copiedMib / all);
    }
}
