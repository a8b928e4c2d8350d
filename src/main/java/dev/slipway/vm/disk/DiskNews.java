package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells of disks: open screens that one has changed, and the audit what was done with it. */
@Component
class DiskNews {
    private final Changes changes;
    private final ApplicationEventPublisher events;

    DiskNews(Changes changes, ApplicationEventPublisher events) {
        this.changes = changes;
        this.events = events;
    }

    void changed(DiskRow disk) {
        changes.announce(Topic.DISK, disk.id().value(), disk.owner().project());
    }

    void did(DiskRow disk, String action, String words, Actor actor) {
        changed(disk);
        events.publishEvent(actor.did(
                action, "disk", disk.id().value(), disk.name(), disk.owner().project(), words));
    }
}
