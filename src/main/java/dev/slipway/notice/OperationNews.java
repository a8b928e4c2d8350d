package dev.slipway.notice;

import dev.slipway.identity.Actor;
import dev.slipway.notice.Notice.About;
import dev.slipway.notice.VmPeople.Owned;
import dev.slipway.operation.OperationEnded;
import dev.slipway.operation.Operations;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells who began something that it has ended, and whose VM it was if that is somebody else. */
@Component
class OperationNews {
    private static final Actor ACTOR = Actor.system("notifications");
    private static final Set<String> LAUNCHES = Set.of("launch-vm", "clone-vm", "hand-over-vm");
    private static final Set<String> RELOCATIONS = Set.of("migrate-vm", "move-stopped-vm");

    /** What the portal does by itself with people's VMs, and how it says that it did. */
    private static final Map<String, String> BY_ITSELF = Map.of(
            "system:restart-policy", "It had failed, and its restart policy says that it is started again.",
            "system:suspension", "Its tenant is suspended, and nothing may run there.");

    private final Operations operations;
    private final VmPeople people;
    private final Telling telling;
    private final NoticeSettings settings;

    OperationNews(Operations operations, VmPeople people, Telling telling, NoticeSettings settings) {
        this.operations = operations;
        this.people = people;
        this.telling = telling;
        this.settings = settings;
    }

    @EventListener
    @Transactional
    public void hear(OperationEnded ended) {
        tellRequester(ended);
        if (ended.targetType().equals(About.VM) && ended.failure().isEmpty()) {
            people.of(ended.target())
                    .filter(owned ->
                            ended.requestedBy().filter(owned.owner()::equals).isEmpty())
                    .ifPresent(owned -> tellOwner(ended, owned));
        }
    }

    private void tellRequester(OperationEnded ended) {
        Optional<NoticeKind> kind = forRequester(ended);
        if (ended.requestedBy().isEmpty() || kind.isEmpty()) {
            return;
        }
        String title = ended.targetName() + ": “" + verb(ended) + "” "
                + (kind.get() == NoticeKind.OPERATION_DONE ? "is done" : "has failed");
        telling.tell(Notice.of(
                ended.requestedBy().get(), kind.get(), title, ended.failure().orElse(""), about(ended)));
    }

    /** Nobody is told what they saw happen, nor what they cancelled. */
    private Optional<NoticeKind> forRequester(OperationEnded ended) {
        if (ended.failure().isPresent()) {
            return ended.cancelled() ? Optional.empty() : Optional.of(NoticeKind.OPERATION_FAILED);
        }
        boolean tellsOfIt = LAUNCHES.contains(ended.kind()) || ended.took().compareTo(settings.longFrom()) >= 0;
        return tellsOfIt ? Optional.of(NoticeKind.OPERATION_DONE) : Optional.empty();
    }

    private void tellOwner(OperationEnded ended, Owned owned) {
        String name = ended.targetName();
        Optional<Notice> notice;
        if (RELOCATIONS.contains(ended.kind())) {
            notice = Optional.of(Notice.of(
                    owned.owner(),
                    NoticeKind.VM_RELOCATED,
                    name + " is on another host",
                    "It was moved there by those who run the portal; you need not do anything.",
                    about(ended)));
        } else if (ended.requestedBy().isPresent()) {
            notice = Optional.of(Notice.of(
                    owned.owner(),
                    NoticeKind.VM_CHANGED,
                    name + ": “" + verb(ended) + "” by " + ended.requesterName(),
                    "You did not do this yourself; its activity shows what was done.",
                    about(ended)));
        } else {
            notice = Optional.ofNullable(BY_ITSELF.get(ended.requesterName())).map(why -> byItself(ended, owned, why));
        }
        notice.ifPresent(telling::tell);
    }

    private Notice byItself(OperationEnded ended, Owned owned, String why) {
        boolean again = ended.kind().equals("start-vm");
        return Notice.of(
                owned.owner(),
                again ? NoticeKind.VM_RESTARTED : NoticeKind.VM_CHANGED,
                ended.targetName() + (again ? " was started again" : " was turned off"),
                why,
                about(ended));
    }

    private String verb(OperationEnded ended) {
        return operations.get(ended.id(), ACTOR).title();
    }

    private static About about(OperationEnded ended) {
        return new About(ended.targetType(), ended.target(), ended.scope());
    }
}
