package dev.slipway.vm.backup;

/** What can be asked of a backup. */
public enum BackupAction {
    /** To the VM that it is of, in place of what is on its disk. */
    RESTORE("Restore"),
    RESTORE_AS_NEW("Restore as a new VM"),
    CHECK("Check"),
    EXPORT("Download"),
    DELETE("Delete");

    private final String words;

    BackupAction(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
