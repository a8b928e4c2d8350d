package dev.slipway.vm.backup;

import java.util.List;

/** @param all of one VM, the newest first; @param most how many it may have at once */
public record BackupList(List<BackupView> all, int most) {
    public BackupList {
        all = List.copyOf(all);
    }
}
