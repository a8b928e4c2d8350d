package dev.slipway.vm.clone;

import dev.slipway.vm.state.VmRow;
import java.util.ArrayList;
import java.util.List;

/** What people should know of clones before they make some. */
final class CloneWords {
    static final String RUNNING =
            "It runs, and goes on: its disk is copied as it is at one moment. If the guest has the QEMU guest agent, it holds its"
                    + " file systems still for that moment; without it the clones start as after a power cut. What its programs"
                    + " have in memory is not in the clones. To be sure that everything is, shut it down first.";

    private static final int LONGEST_NAME = 63;
    private static final String ENDING = "-clone";

    private CloneWords() {}

    static String name(VmRow vm) {
        var name = vm.name();
        return name.substring(0, Math.min(name.length(), LONGEST_NAME - ENDING.length())) + ENDING;
    }

    static List<String> stays(VmRow vm) {
        List<String> words = new ArrayList<>();
        words.add(
                "Each clone has a copy of its disk, its size, network, placement groups, tags and SSH keys; and a network"
                        + " address and a lease of its own.");
        words.add(
                vm.image().cloudInit()
                        ? "cloud-init in the clone's guest takes it for a new machine: it sets the new host name, and makes new"
                                + " SSH host keys. Its machine id, accounts, passwords and whatever programs have kept stay as"
                                + " they are."
                        : "Its image has no cloud-init, so the clone's guest keeps its host name and everything else that"
                                + " identifies it until you change that inside.");
        if (vm.hasDisks()) {
            words.add("Disks that are attached to it are not cloned: a guest that needs them to start should not be"
                    + " cloned.");
        }
        return words;
    }
}
