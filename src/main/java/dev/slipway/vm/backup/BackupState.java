package dev.slipway.vm.backup;

/** Deleted is gone: of that there is no state. */
public enum BackupState {
    MAKING("being made"),
    READY("ready");

    private final String words;

    BackupState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
