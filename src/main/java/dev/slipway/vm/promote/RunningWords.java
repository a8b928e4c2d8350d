package dev.slipway.vm.promote;

import java.util.ArrayList;
import java.util.List;

/** What people are told of an image that is made of a VM while it runs. */
final class RunningWords {
    static final String CLEANING =
            "Nothing is cleaned: the image holds all that is on the disk, and so does every VM that is launched from it. What"
                    + " you remove inside a running guest is removed from this VM too, which goes on without it, and what it"
                    + " writes afterwards is in the image again. So the better model is a VM that was made to be one, cleaned and"
                    + " shut down.";

    private static final String BEFORE =
            "It runs, and goes on: its host copies its disk as it is at one moment, which takes room there for a while. ";
    private static final String WITH_AGENT =
            "Its image is said to have the guest agent. If that answers, it writes down what the guest has in memory and holds"
                    + " its file systems still for that moment, about a second; if not, the image is as after a power cut.";
    private static final String WITHOUT_AGENT =
            "Its image is not said to have the guest agent. If none answers, the image is as if its plug had been pulled: what"
                    + " its programs had not yet written is missing. Shut it down first if that is not good enough.";
    private static final String AFTER =
            " The image's release notes say which it was. Until the image is made, the VM cannot be shut down, moved or deleted"
                    + " here; you can stop the making at any time.";

    private static final String QUIET =
            "The disk was copied while the VM ran; its guest agent held its file systems still for that moment.";
    private static final String AS_AFTER_A_POWER_CUT =
            "The disk was copied while the VM ran, and no guest agent held its file systems still: as after a power cut, they"
                    + " are put in order at the first start, and what programs had not yet written is missing.";

    private RunningWords() {}

    /** @param agent whether its image is said to have one */
    static String before(boolean agent) {
        return BEFORE + (agent ? WITH_AGENT : WITHOUT_AGENT) + AFTER;
    }

    /** @param quiet whether its guest is known to have held its file systems still */
    static String taken(boolean quiet) {
        return quiet ? QUIET : AS_AFTER_A_POWER_CUT;
    }

    /** As for one that is shut down, but that it goes on; with what to do afterwards. */
    static List<String> commands(boolean cloudInit) {
        List<String> commands = new ArrayList<>();
        commands.add("# Removed from this VM too: without host keys and authorized_keys nobody gets in by SSH.");
        GuestCleaning.commands(cloudInit).stream()
                .filter(command -> !command.contains("poweroff"))
                .forEach(commands::add);
        commands.add("sync");
        commands.add("# When the image is made, for this VM: new host keys and a new machine id, and your keys again.");
        commands.add("# sudo ssh-keygen -A; sudo systemd-machine-id-setup");
        return commands;
    }
}
