package dev.slipway.ui.vm;

import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmView;
import dev.slipway.vm.disk.DiskView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks before a VM is deleted, and says what becomes of it. What would go to the recycle bin may go for good instead. */
class DeleteDialog extends ConsequenceDialog {
    /** @param stays what stays when it goes, as {@link #stays} says @param kept how long it can be restored; empty if it is gone for good in any case */
    DeleteDialog(VmView vm, Optional<Duration> kept, List<String> stays, Runnable delete, Runnable forGood) {
        super("Delete " + vm.name() + "?", and(consequences(vm, kept), stays), VmAction.DELETE.words(), delete);
        if (kept.isPresent()) {
            setWidth("min(30rem, 96vw)");
            setRejectable(true);
            setRejectText(VmAction.DELETE_FOR_GOOD.words());
            setRejectButtonTheme("error tertiary");
            addRejectListener(e -> forGood.run());
        }
    }

    private static List<String> consequences(VmView vm, Optional<Duration> kept) {
        return switch (vm.status()) {
            case LOST -> List.of("It was lost with its host; only this entry goes.");
            case FAILED -> List.of("Nothing of it is left on any host; only this entry goes.");
            case LAUNCHING -> List.of("The launch is broken off and undone.", "Its quota is given back.");
            case STOPPED, CRASHED, MISSING, BINNED, DELETING -> itsEnd(kept);
            case HIBERNATED ->
                also(itsEnd(kept), "What was kept of its memory is thrown away, as if its plug were pulled.");
            case UNKNOWN ->
                also(
                        itsEnd(kept),
                        "It may be running: its host does not answer. It is deleted as soon as the host does.");
            case RUNNING, IN_RESCUE, PAUSED, STARTING, SHUTTING_DOWN, REBOOTING, STOPPING, RESTORING, HIBERNATING ->
                also(
                        itsEnd(kept),
                        "It is on right now (" + vm.status().words().toLowerCase(Locale.ROOT)
                                + ") and is stopped at once, as if its plug were pulled.",
                        vm.addresses().isEmpty()
                                ? "Open consoles are closed."
                                : "Its address " + vm.addresses().getFirst()
                                        + " stops answering; open consoles are closed.");
        };
    }

    /** What is nobody's to lose with the VM. @param disks that are attached to it @param backups how many there are of it */
    static List<String> stays(List<DiskView> disks, int backups) {
        List<String> stays = new ArrayList<>();
        if (!disks.isEmpty()) {
            String names = disks.stream().map(DiskView::name).collect(Collectors.joining(", "));
            stays.add(
                    disks.size() == 1
                            ? "Disk " + names + " stays in the project with what is on it, and holds its quota."
                            : "Disks " + names + " stay in the project with what is on them, and hold their quota.");
        }
        if (backups > 0) {
            stays.add((backups == 1 ? "Its backup stays" : "Its " + backups + " backups stay")
                    + " in the project, on the page Backups, and can be restored as a new VM.");
        }
        return stays;
    }

    static List<String> and(List<String> end, List<String> stays) {
        return Stream.concat(end.stream(), stays.stream()).toList();
    }

    private static List<String> also(List<String> end, String... before) {
        var all = new ArrayList<>(List.of(before));
        all.addAll(end);
        return all;
    }

    private static List<String> itsEnd(Optional<Duration> kept) {
        return kept.map(time -> List.of(
                        "It stays in the recycle bin for " + words(time)
                                + ", with its disks, its name and its addresses. Until then it can be restored.",
                        "It holds its quota for so long, but not what it ran with. Delete it for good to have all of that back"
                                + " now."))
                .orElse(List.of("Its own disk and everything on it are gone for good.", "Its quota is given back."));
    }

    private static String words(Duration time) {
        long days = time.toDays();
        if (days > 0) {
            return days == 1 ? "1 day" : days + " days";
        }
        long hours = Math.max(1, time.toHours());
        return hours == 1 ? "1 hour" : hours + " hours";
    }
}
