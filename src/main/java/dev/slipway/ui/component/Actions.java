package dev.slipway.ui.component;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The audit's actions as words, in the form that fits what was done and what was refused: {@code vm.launch} is "Launch
 * VM". Those that read well as they are, are taken apart: {@code launch-vm.done} is "Launch VM done".
 */
public final class Actions {
    private static final Set<String> ABBREVIATIONS = Set.of("vm", "ssh", "api");

    /** Members and names are said without the word project, which whose tenant has only one does not meet. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("vm.launch", "Launch VM"),
            Map.entry("vm.start", "Start VM"),
            Map.entry("vm.shutdown", "Shut down VM"),
            Map.entry("vm.reboot", "Reboot VM"),
            Map.entry("vm.reset", "Reset VM"),
            Map.entry("vm.pause", "Pause VM"),
            Map.entry("vm.resume", "Resume VM"),
            Map.entry("vm.restart-policy", "Set restart policy"),
            Map.entry("vm.resize", "Resize VM"),
            Map.entry("vm.cancel-resize", "Cancel VM's new size"),
            Map.entry("vm.grow-disk", "Make VM's own disk larger"),
            Map.entry("vm.snapshot", "Take snapshot"),
            Map.entry("vm.revert", "Go back to snapshot"),
            Map.entry("vm.delete-snapshot", "Delete snapshot"),
            Map.entry("vm.set-password", "Set password in guest"),
            Map.entry("vm.tag", "Change tags"),
            Map.entry("vm-filter.save", "Save filter"),
            Map.entry("vm-filter.remove", "Remove filter"),
            Map.entry("notification.preferences", "Choose notifications"),
            Map.entry("mail-address.ask", "Ask for a code to an e-mail address"),
            Map.entry("mail-address.confirm", "Confirm e-mail address"),
            Map.entry("mail-address.remove", "Remove e-mail address"),
            Map.entry("webhook.add", "Add webhook"),
            Map.entry("webhook.remove", "Remove webhook"),
            Map.entry("webhook.test", "Test webhook"),
            Map.entry("webhook.turn-on", "Turn on webhook"),
            Map.entry("webhook.turn-off", "Turn off webhook"),
            Map.entry("vm.force-off", "Force off VM"),
            Map.entry("vm.hibernate", "Hibernate VM"),
            Map.entry("vm.rescue", "Start VM from disc"),
            Map.entry("vm.leave-rescue", "Leave rescue of VM"),
            Map.entry("vm.hibernated-outside", "VM hibernated outside Slipway"),
            Map.entry("vm.memory-discarded-outside", "Memory of VM thrown away outside Slipway"),
            Map.entry("vm.insert-disc", "Insert disc"),
            Map.entry("vm.eject-disc", "Eject disc"),
            Map.entry("vm.delete", "Delete VM"),
            Map.entry("vm.move", "Hand over VM"),
            Map.entry("vm.protect", "Protect VM against deletion"),
            Map.entry("vm.unprotect", "Take off delete protection"),
            Map.entry("vm.undelete", "Restore VM from recycle bin"),
            Map.entry("vm.delete-for-good", "Delete VM for good"),
            Map.entry("bin-vm.done", "Delete VM done"),
            Map.entry("bin-vm.failed", "Delete VM failed"),
            Map.entry("vm.rebuild", "Rebuild VM"),
            Map.entry("vm.promote", "Make image of VM"),
            Map.entry("vm.clone", "Clone VM"),
            Map.entry("vm.back-up", "Back up VM"),
            Map.entry("vm.restore-backup", "Restore VM from backup"),
            Map.entry("vm.restore-as-new", "Restore backup as new VM"),
            Map.entry("backup.check", "Check backup"),
            Map.entry("backup.download", "Download backup"),
            Map.entry("backup.delete", "Delete backup"),
            Map.entry("image.launch-policy", "Say what may be chosen"),
            Map.entry("image.stage", "Copy image to host"),
            Map.entry("console.open", "Open console"),
            Map.entry("project.member.set", "Give role"),
            Map.entry("project.member.remove", "Remove member"),
            Map.entry("project.rename", "Rename"),
            Map.entry("project.create", "Set up"),
            Map.entry("project.delete", "Delete project"),
            Map.entry("tenant.create", "Open tenant"),
            Map.entry("tenant.rename", "Rename tenant"),
            Map.entry("tenant.suspend", "Suspend tenant"),
            Map.entry("tenant.resume", "Resume tenant"),
            Map.entry("tenant.delete", "Delete tenant"),
            Map.entry("tenant.admin", "Change administrators"),
            Map.entry("quota.limit", "Set limits"),
            Map.entry("quota.raise", "Raise limits"),
            Map.entry("quota.grant.end", "End grant"),
            Map.entry("quota.grant.revoke", "Take back grant"),
            Map.entry("quota.request.ask", "Ask for more"),
            Map.entry("quota.request.approve", "Approve request"),
            Map.entry("quota.request.refuse", "Refuse request"),
            Map.entry("quota.request.withdraw", "Withdraw request"),
            Map.entry("user.sign-in", "Sign in"),
            Map.entry("user.platform-role", "Change platform role"),
            Map.entry("user.password-reset", "Reset password"),
            Map.entry("user.create", "Open account"));

    private Actions() {}

    public static String words(String action) {
        String known = WORDS.get(action);
        if (known != null) {
            return known;
        }
        String words = Arrays.stream(action.split("[._ -]+"))
                .map(word -> ABBREVIATIONS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
                .collect(Collectors.joining(" "));
        return Words.capitalised(words);
    }
}
