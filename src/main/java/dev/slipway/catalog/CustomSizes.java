package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether VMs may be launched with amounts of their owner's choice, and from what to what. At first they may not. */
@Service
public class CustomSizes {
    /** There is one range, and the record of changes wants an id. */
    private static final UUID THE_RANGE = new UUID(0, 1);

    private final CustomRangeTable table;
    private final ApplicationEventPublisher events;

    CustomSizes(CustomRangeTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    /** Empty if custom sizes are not allowed. For everybody. */
    public Optional<CustomRange> range(Actor actor) {
        return table.read();
    }

    /** VMs outside of a narrower range stay as they are. */
    @Audited("custom-sizes.allow")
    @Transactional
    public void allow(CustomRange range, Actor actor) {
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        table.write(range);
        tell("custom-sizes.allow", range.vcpus() + ", " + range.memory() + ", " + range.disk() + ".", actor);
    }

    /** VMs that have one stay as they are. Not allowed already: done. */
    @Audited("custom-sizes.forbid")
    @Transactional
    public void forbid(Actor actor) {
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        if (table.clear()) {
            tell("custom-sizes.forbid", "Sizes of the catalogue only.", actor);
        }
    }

    private void tell(String action, String words, Actor actor) {
        events.publishEvent(actor.did(action, "custom-sizes", THE_RANGE, "Custom sizes", null, words));
    }
}
