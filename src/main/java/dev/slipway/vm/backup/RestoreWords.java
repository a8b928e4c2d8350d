package dev.slipway.vm.backup;

import java.util.ArrayList;
import java.util.List;

/** What people should know of a VM that is made of a backup. */
final class RestoreWords {
    private static final int LONGEST_NAME = 63;
    private static final String ENDING = "-restored";

    private RestoreWords() {}

    static RestoreProposal proposal(BackupRow backup) {
        var name = backup.vmName();
        return new RestoreProposal(
                name.substring(0, Math.min(name.length(), LONGEST_NAME - ENDING.length())) + ENDING, words(backup));
    }

    private static List<String> words(BackupRow backup) {
        List<String> words = new ArrayList<>();
        words.add("It has the disk of " + backup.vmName() + " as it was then, its size and SSH keys; on the network "
                + backup.facts().networkName() + ", with a network address and a lease of its own.");
        words.add(
                backup.facts().image().cloudInit()
                        ? "cloud-init in its guest takes it for a new machine: it sets the new host name, and makes new SSH host"
                                + " keys. Its machine id, accounts, passwords and whatever programs have kept are those of the"
                                + " other one."
                        : "Its image has no cloud-init, so its guest has the host name and everything else that identifies"
                                + " the other one, until you change that inside. Do not let both run at once before.");
        words.add("Disks that were attached to " + backup.vmName() + " are not in the backup.");
        return words;
    }
}
