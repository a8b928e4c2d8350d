package dev.slipway.vm.backup;

import dev.slipway.identity.Actor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of backups: open screens that one has changed, and the audit what was done with it. */
@Component
class BackupNews {
    private final Changes changes;
    private final ApplicationEventPublisher events;

    BackupNews(Changes changes, ApplicationEventPublisher events) {
        this.changes = changes;
        this.events = events;
    }

    void changed(BackupRow backup) {
        changes.announce(Topic.BACKUP, backup.id().value(), backup.project());
    }

    /** In the activity of the VM that it is of. */
    void did(BackupRow backup, String action, String words, Actor actor) {
        changed(backup);
        events.publishEvent(actor.did(action, "vm", backup.vm().value(), backup.vmName(), backup.project(), words));
    }
}
