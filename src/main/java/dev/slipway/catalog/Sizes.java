package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.RetriesLostRaces;
import dev.slipway.kernel.SizeId;
import dev.slipway.kernel.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sizes, curated by administrators, for everybody or for some tenants. A size is never deleted: it is retired. */
@Service
public class Sizes {
    private final SizeTable table;
    private final ApplicationEventPublisher events;

    Sizes(SizeTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    /** All that the actor may see, smallest first; what is retired only for those who see sizes everywhere. */
    public List<SizeView> list(Actor actor) {
        var reach = SizeReach.readableBy(actor);
        return SizeReach.seesAll(actor) ? table.all(reach) : table.offered(reach);
    }

    /** What VMs of a project can be launched with, smallest first. */
    public List<SizeView> usable(Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        return table.offered(SizeReach.usableIn(project));
    }

    /** @throws NotFound if there is none, or it is not for the actor */
    public SizeView get(SizeId size, Actor actor) {
        return table.find(size, SizeReach.readableBy(actor)).orElseThrow(() -> NotFound.of("size"));
    }

    /** Retired or not. @throws NotFound if there is none, or it is not for that project */
    public SizeView requireUsable(SizeId size, Scope project, Actor actor) {
        actor.require(Permission.IMAGE_READ, Permission.PROJECT_READ, project, "project");
        return table.find(size, SizeReach.usableIn(project)).orElseThrow(() -> NotFound.of("size"));
    }

    /** For every tenant, until it is restricted. */
    @Audited("size.create")
    @Transactional
    public SizeView create(String name, Resources resources, Actor actor) {
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        var size = new SizeView(
                SizeId.random(), checkedName(name), SizeLimits.checked(resources), HostTags.NONE, false, false);
        table.insert(size);
        String detail = "%d vCPUs, %d MiB memory, %d MiB disk."
                .formatted(resources.vcpus(), resources.memoryMib(), resources.diskMib());
        tell("size.create", size, detail, actor);
        return size;
    }

    /** What hosts have to have for new VMs of this size. @throws NotFound if there is none */
    @Audited("size.set-host-tags")
    @Transactional
    public SizeView setHostTags(SizeId size, HostTags tags, Actor actor) {
        var found = editable(size, actor);
        table.setHostTags(size, tags);
        tell("size.set-host-tags", found, CatalogAccess.words(tags), actor);
        return get(size, actor);
    }

    /** Nothing new is launched with it; VMs that have it keep it. Retired already: done. */
    @Audited("size.retire")
    @Transactional
    public SizeView retire(SizeId size, Actor actor) {
        var found = editable(size, actor);
        if (table.setRetired(size, true)) {
            tell("size.retire", found, "Retired: nothing new is launched with it.", actor);
        }
        return get(size, actor);
    }

    /** Takes back that it is retired. It never was: done. */
    @Audited("size.bring-back")
    @Transactional
    public SizeView bringBack(SizeId size, Actor actor) {
        var found = editable(size, actor);
        if (table.setRetired(size, false)) {
            tell("size.bring-back", found, "Offered again.", actor);
        }
        return get(size, actor);
    }

    /**
     * Only these tenants may use it from now on; none named = every tenant. VMs that have it keep it. With the last of
     * them deleted, it is nobody's, and not everybody's.
     */
    @Audited("size.restrict")
    @RetriesLostRaces
    @Transactional
    public SizeView restrict(SizeId size, Set<TenantId> tenants, Actor actor) {
        var found = editable(size, actor);
        table.restrict(size, tenants);
        var words = switch (tenants.size()) {
            case 0 -> "For every tenant.";
            case 1 -> "For 1 tenant.";
            default -> "For " + tenants.size() + " tenants.";
        };
        tell("size.restrict", found, words, actor);
        return get(size, actor);
    }

    /** Those that may use it, if it is restricted; by name. For those who see sizes everywhere. */
    public List<TenantId> tenants(SizeId size, Actor actor) {
        var found = get(size, actor);
        actor.require(Permission.IMAGE_READ, Scope.PLATFORM);
        return table.tenants(found.id());
    }

    private SizeView editable(SizeId size, Actor actor) {
        var found = get(size, actor);
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        return found;
    }

    private void tell(String action, SizeView size, String words, Actor actor) {
        events.publishEvent(actor.did(action, "size", size.id().value(), size.name(), null, words));
    }

    private static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,62}")) {
            throw new InvalidRequest(
                    "size-name",
                    "name",
                    "A size's name has 1 to 63 letters, digits, spaces and . _ + -, and starts with a letter or"
                            + " digit.");
        }
        if (name.strip().toLowerCase(Locale.ROOT).equals(CustomRange.NAME)) {
            throw new InvalidRequest(
                    "size-name", "name", "VMs without a size are called custom. Choose another name for this size.");
        }
        return name;
    }
}
