package dev.slipway.hypervisor;

/** How far a backup is. @param copiedMib so far; @param leftMib to be copied; @param done whether the copy is whole */
public record BackupProgress(long copiedMib, long leftMib, boolean done) {
    public static final BackupProgress BEGINNING = new BackupProgress(0, 0, false);
    public static final BackupProgress DONE = new BackupProgress(0, 0, true);

    private static final int ALMOST = 99;
    private static final int ALL = 100;

    public int percent() {
        long all = copiedMib + leftMib;
        return done ? ALL : all <= 0 ? 0 : (int) Math.min(ALMOST, ALL * copiedMib / all);
    }
}
