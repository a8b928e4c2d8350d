package dev.slipway.ui.vm;

import com.vaadin.flow.component.UI;
import dev.slipway.identity.Actors;
import dev.slipway.kernel.ProjectId;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.ui.component.ConsequenceDialog;
import dev.slipway.ui.component.DownloadLink;
import dev.slipway.ui.component.Sizing;
import dev.slipway.vm.VmStatus;
import dev.slipway.vm.VmView;
import dev.slipway.vm.backup.BackupAction;
import dev.slipway.vm.backup.BackupList;
import dev.slipway.vm.backup.BackupView;
import dev.slipway.vm.backup.Backups;
import dev.slipway.vm.backup.RestoreRequest;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Backups of VMs, for the person at the screen. */
@Component
class BackupActions {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private final Backups backups;
    private final Actors actors;

    BackupActions(Backups backups, Actors actors) {
        this.backups = backups;
        this.actors = actors;
    }

    BackupList of(VmView vm) {
        return backups.of(vm.id(), actors.current());
    }

    List<BackupView> in(ProjectId project) {
        return backups.list(project, actors.current());
    }

    QuotaPreview quote(BackupView backup, boolean start) {
        return backups.quote(backup.id(), start, actors.current());
    }

    /** Then shows what is made. */
    void restoreAsNew(BackupView backup, RestoreRequest wanted) {
        var made = backups.restoreAsNew(backup.id(), wanted, actors.current());
        UI.getCurrent().navigate(VmPage.class, VmPage.of(made.vm()));
    }

    static Optional<String> whyNot(BackupAction action, BackupView backup) {
        return Optional.ofNullable(backup.refusedActions().get(action));
    }

    static String moment(BackupView backup) {
        return MOMENT.format(backup.createdAt().atOffset(ZoneOffset.UTC));
    }

    void askToMake(VmView vm) {
        List<String> words = new ArrayList<>();
        if (vm.status() == VmStatus.RUNNING) {
            words.add(
                    "It runs, and goes on: its host copies its disk as it is at one moment, which takes room there for a"
                            + " while. If its guest agent answers, it holds the file systems still for that moment; if not, the backup is"
                            + " as after a power cut.");
        }
        words.add("Only its own disk is kept: not what is in its memory, nor other disks that are attached to it.");
        words.add(
                "Until the backup is made, it cannot be started, shut down, moved or deleted here; you can stop it at any time.");
        words.add("The backup stays in the project when the VM is deleted, until you delete that too.");
        var dialog = new ConsequenceDialog(
                "Back up " + vm.name() + "?", words, "Back up", () -> backups.make(vm.id(), actors.current()));
        dialog.setCancelText("Cancel");
        dialog.setConfirmButtonTheme("primary");
        dialog.setWidth("min(36rem, 96vw)");
        dialog.open();
    }

    /** What pressing an action's button does, wherever the button stands. */
    void run(BackupAction action, BackupView backup) {
        switch (action) {
            case RESTORE -> confirmRestore(backup);
            case RESTORE_AS_NEW ->
                new RestoreAsNewDialog(backup, backups.propose(backup.id(), actors.current()), this).open();
            case CHECK -> backups.check(backup.id(), actors.current());
            case EXPORT -> throw new IllegalArgumentException("a link does that: " + action);
            case DELETE -> confirmDelete(backup);
        }
    }

    /** Only of one that may be downloaded. */
    DownloadLink download(BackupView backup) {
        var link = new DownloadLink(BackupAction.EXPORT.words(), () -> {
            var file = backups.export(backup.id(), actors.current());
            return new DownloadLink.There(file.name(), file.bytes(), file.file());
        });
        link.setAriaLabel("Download the backup of " + moment(backup));
        return link;
    }

    private void confirmRestore(BackupView backup) {
        new ConsequenceDialog(
                        "Restore " + backup.vmName() + " from the backup of " + moment(backup) + "?",
                        List.of(
                                "What is on its own disk now is lost, unless another backup has it.",
                                "Its name, addresses, size and other disks stay as they are.",
                                "The file is compared with its checksum before; the disk that it has now goes only when the"
                                        + " restored one is whole and in its place."),
                        BackupAction.RESTORE.words(),
                        () -> {
                            backups.restore(backup.id(), actors.current());
                            // Where one sees how far it is.
                            UI.getCurrent().navigate(VmPage.class, VmPage.of(backup.vm()));
                        })
                .open();
    }

    private void confirmDelete(BackupView backup) {
        new ConsequenceDialog(
                        "Delete the backup of " + moment(backup) + "?",
                        List.of(
                                "Nothing of " + backup.vmName() + " can be restored from it any more.",
                                backup.file()
                                        .map(file -> Sizing.mib(mib(file.bytes()))
                                                + " are free again where backups are kept.")
                                        .orElse("It has no file.")),
                        BackupAction.DELETE.words(),
                        () -> backups.delete(backup.id(), actors.current()))
                .open();
    }

    private static long mib(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /** Of its file. */
    static String size(BackupView backup) {
        return backup.file()
                .map(file -> Sizing.mib(mib(file.bytes())))
                .orElse(backup.state().words());
    }
}
