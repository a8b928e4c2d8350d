package dev.slipway.vm.tag;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.VmId;
import dev.slipway.live.Changes;
import dev.slipway.live.Topic;
import dev.slipway.tenant.Tenants;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.VmTags;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.state.VmStore;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tags of VMs. What is so already is done. */
@Service
public class Tags {
    private final VmLookup lookup;
    private final VmRules rules;
    private final VmStore store;
    private final TagRows rows;
    private final Tenants tenants;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    Tags(
            VmLookup lookup,
            VmRules rules,
            VmStore store,
            TagRows rows,
            Tenants tenants,
            Changes changes,
            ApplicationEventPublisher events) {
        this.lookup = lookup;
        this.rules = rules;
        this.store = store;
        this.rows = rows;
        this.tenants = tenants;
        this.changes = changes;
        this.events = events;
    }

    /** Those in use on a project's VMs that begin so, by letter. */
    @Transactional(readOnly = true)
    public List<String> used(ProjectId project, String beginning, int most, Actor actor) {
        return rows.used(tenants.require(project, Permission.VM_READ, actor).id(), beginning, most);
    }

    /** All that it is to have, and no others. */
    @Audited("vm.tag")
    @RetriesLostRaces
    @Transactional
    public void set(VmId vm, VmTags tags, Actor actor) {
        change(vm, before -> tags, actor);
    }

    /** @throws dev.slipway.kernel.InvalidRequest if it is no tag, or one too many */
    @Audited("vm.tag")
    @RetriesLostRaces
    @Transactional
    public void add(VmId vm, String tag, Actor actor) {
        change(vm, before -> before.plus(tag), actor);
    }

    @Audited("vm.tag")
    @RetriesLostRaces
    @Transactional
    public void remove(VmId vm, String tag, Actor actor) {
        change(vm, before -> before.minus(tag), actor);
    }

    private void change(VmId id, UnaryOperator<VmTags> change, Actor actor) {
        lookup.require(id, Permission.VM_TAG, actor);
        // Held while they are read and written, so that two at once lose nothing of each other's.
        var vm = store.lock(id).orElseThrow(() -> NotFound.of("VM"));
        rules.require(VmAction.TAG, vm);
        var before = rows.of(id);
        var after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        rows.put(id, before, after);
        var project = vm.owner().project();
        changes.announce(Topic.VM, id.value(), project);
        events.publishEvent(actor.did(
                "vm.tag",
                "vm",
                id.value(),
                vm.name(),
                project,
                "Tags: " + said(after) + "; before: " + said(before) + "."));
    }

    private static String said(VmTags tags) {
        return tags.isEmpty() ? "none" : tags.toString();
    }
}
