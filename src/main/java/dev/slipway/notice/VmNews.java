package dev.slipway.notice;

import dev.slipway.kernel.AuditableEvent;
import dev.slipway.notice.Notice.About;
import dev.slipway.notice.VmPeople.Owned;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells owners what happened to their VMs, as it is told to the audit; not what they did themselves. */
@Component
class VmNews {
    private static final Map<String, NoticeKind> TOLD = Map.ofEntries(
            Map.entry("vm.stopped-outside", NoticeKind.VM_STOPPED),
            Map.entry("vm.guest-shutdown", NoticeKind.VM_STOPPED),
            Map.entry("vm.paused-outside", NoticeKind.VM_STOPPED),
            Map.entry("vm.undefined-outside", NoticeKind.VM_STOPPED),
            Map.entry("vm.crashed", NoticeKind.VM_STOPPED),
            Map.entry("vm.hibernated-outside", NoticeKind.VM_STOPPED),
            Map.entry("vm.memory-discarded-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.started-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.resumed-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.defined-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.renamed-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.redefined-outside", NoticeKind.VM_CHANGED),
            Map.entry("vm.moved-outside", NoticeKind.VM_RELOCATED),
            Map.entry("vm.lease-ending", NoticeKind.REMINDER),
            Map.entry("vm.lease-over", NoticeKind.REMINDER),
            Map.entry("vm.lease-binned", NoticeKind.REMINDER),
            Map.entry("vm.snapshot-missed", NoticeKind.SNAPSHOT_MISSED),
            Map.entry("vm.lost", NoticeKind.VM_LOST),
            Map.entry("vm.adopt", NoticeKind.VM_RECEIVED),
            Map.entry("vm.move", NoticeKind.VM_RECEIVED));

    private final VmPeople people;
    private final Telling telling;

    VmNews(VmPeople people, Telling telling) {
        this.people = people;
        this.telling = telling;
    }

    @EventListener
    @Transactional
    public void hear(AuditableEvent event) {
        UUID vm = event.targetId();
        Optional<NoticeKind> kind = Optional.ofNullable(TOLD.get(event.action()));
        if (vm == null || kind.isEmpty() || !event.targetType().equals(About.VM)) {
            return;
        }
        people.of(vm)
                .filter(owned -> !owned.owner().value().equals(event.actorId()))
                // Of one that changes hands each side is told; the side that gives it away is not the one that has it
                // then.
                .filter(owned -> event.projectId() == null
                        || event.projectId().equals(owned.scope().project()))
                .ifPresent(owned -> telling.tell(notice(kind.get(), owned, vm, event)));
    }

    private static Notice notice(NoticeKind kind, Owned owned, UUID vm, AuditableEvent event) {
        return Notice.of(
                owned.owner(), kind, title(kind, event), event.detail(), new About(About.VM, vm, owned.scope()));
    }

    private static String title(NoticeKind kind, AuditableEvent event) {
        String name = event.targetName();
        return switch (kind) {
            case VM_STOPPED ->
                name
                        + switch (event.action()) {
                            case "vm.crashed" -> " crashed";
                            case "vm.paused-outside" -> " was paused";
                            case "vm.hibernated-outside" -> " was hibernated";
                            default -> " stopped";
                        };
            case SNAPSHOT_MISSED -> name + " was not kept as planned";
            case VM_LOST -> name + " is lost";
            case VM_RECEIVED -> name + " was given to you" + by(event);
            case VM_RELOCATED -> name + " is on another host";
            case REMINDER ->
                name
                        + switch (event.action()) {
                            case "vm.lease-ending" -> " ends soon";
                            case "vm.lease-binned" -> " is in the recycle bin";
                            default -> " is off, since its lease is over";
                        };
            case OPERATION_DONE,
                    OPERATION_FAILED,
                    VM_RESTARTED,
                    VM_CHANGED,
                    QUOTA_DECIDED,
                    QUOTA_TO_DECIDE,
                    WEBHOOK_OFF -> name + " was changed outside the portal";
        };
    }

    private static String by(AuditableEvent event) {
        return event.actorId() == null ? "" : " by " + event.actorName();
    }
}
