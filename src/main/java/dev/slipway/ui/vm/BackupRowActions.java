package dev.slipway.ui.vm;

import dev.slipway.ui.component.RowMenu;
import dev.slipway.vm.backup.BackupAction;
import dev.slipway.vm.backup.BackupView;

/** What can be done with a backup, but for downloading it, which is a link. */
class BackupRowActions extends RowMenu {
    BackupRowActions(BackupView backup, BackupActions actions) {
        super("the backup of " + BackupActions.moment(backup));
        for (BackupAction action : BackupAction.values()) {
            switch (action) {
                case EXPORT -> {
                    // Beside the menu.
                }
                case CHECK ->
                    item(action.words(), BackupActions.whyNot(action, backup), () -> actions.run(action, backup));
                case RESTORE, RESTORE_AS_NEW ->
                    item(action.words() + "…", BackupActions.whyNot(action, backup), () -> actions.run(action, backup));
                case DELETE -> {
                    line();
                    item(action.words() + "…", BackupActions.whyNot(action, backup), () -> actions.run(action, backup));
                }
            }
        }
    }
}
