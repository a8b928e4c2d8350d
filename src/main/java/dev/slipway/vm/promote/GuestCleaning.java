package dev.slipway.vm.promote;

import java.util.ArrayList;
import java.util.List;

/** What identifies a guest, and how its owner removes it: what is on a disk is in the image, and in every VM made of that. */
final class GuestCleaning {
    static final String WORDS =
            "Nothing is cleaned: the image holds all that is on the disk, and so does every VM that is launched from it."
                    + " Before you shut the VM down, remove inside it what identifies it and its people (machine id, SSH host"
                    + " keys, cloud-init's memory, logs, keys and histories).";

    private GuestCleaning() {}

    /** For a Linux guest. @param cloudInit whether it makes new host keys at the first start by itself */
    static List<String> commands(boolean cloudInit) {
        List<String> commands = new ArrayList<>();
        if (cloudInit) {
            commands.add("sudo cloud-init clean --logs --seed");
            commands.add("sudo rm -f /etc/ssh/ssh_host_*");
        } else {
            commands.add("# Only if something in it makes new SSH host keys at the first start:");
            commands.add("# sudo rm -f /etc/ssh/ssh_host_*");
        }
        commands.add("sudo truncate -s 0 /etc/machine-id");
        commands.add("sudo rm -f /var/lib/dbus/machine-id /var/lib/systemd/random-seed");
        commands.add("sudo journalctl --rotate");
        commands.add("sudo journalctl --vacuum-time=1s");
        commands.add("sudo find /var/log -type f -exec truncate -s 0 {} +");
        commands.add("sudo rm -f /root/.ssh/authorized_keys /home/*/.ssh/authorized_keys");
        commands.add("sudo rm -f /root/.*_history /home/*/.*_history");
        commands.add("sudo fstrim -a");
        commands.add("sudo poweroff");
        return commands;
    }
}
