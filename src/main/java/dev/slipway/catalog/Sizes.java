package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.identity.Scope;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.NotFound;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.SizeId;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sizes, curated by administrators, offered to everybody. */
@Service
public class Sizes {
    private static final int MOST_VCPUS = 1024;
    private static final long MOST_MEMORY_MIB = 64L * 1024 * 1024;
    private static final long MOST_DISK_MIB = 1024L * 1024 * 1024;
    private static final long LEAST_MEMORY_MIB = 64;

    private final SizeTable table;
    private final ApplicationEventPublisher events;

    Sizes(SizeTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    /** Smallest first. */
    public List<SizeView> list(Actor actor) {
        return table.all();
    }

    /** @throws NotFound if there is none */
    public SizeView get(SizeId size, Actor actor) {
        return table.find(size).orElseThrow(() -> NotFound.of("size"));
    }

    @Audited("size.create")
    @Transactional
    public SizeView create(String name, Resources resources, Actor actor) {
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        var size = new SizeView(SizeId.random(), checkedName(name), checked(resources), HostTags.NONE);
        try {
            table.insert(size);
        } catch (DuplicateKeyException e) {
            throw new Conflict("name-taken", "There is a size of that name already. Choose another name.", name, e);
        }
        String detail = "%d vCPUs, %d MiB memory, %d MiB disk."
                .formatted(resources.vcpus(), resources.memoryMib(), resources.diskMib());
        events.publishEvent(actor.did("size.create", "size", size.id().value(), name, null, detail));
        return size;
    }

    /** What hosts have to have for new VMs of this size. @throws NotFound if there is none */
    @Audited("size.set-host-tags")
    @Transactional
    public SizeView setHostTags(SizeId size, HostTags tags, Actor actor) {
        var found = get(size, actor);
        actor.require(Permission.SIZE_EDIT, Scope.PLATFORM);
        table.setHostTags(size, tags);
        events.publishEvent(
                actor.did("size.set-host-tags", "size", size.value(), found.name(), null, CatalogAccess.words(tags)));
        return get(size, actor);
    }

    private static String checkedName(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,62}")) {
            throw new InvalidRequest(
                    "size-name",
                    "name",
                    "A size's name has 1 to 63 letters, digits, spaces and . _ + -, and starts with a letter or"
                            + " digit.");
        }
        return name;
    }

    private static Resources checked(Resources r) {
        if (r.vcpus() < 1 || r.vcpus() > MOST_VCPUS) {
            throw new InvalidRequest("size-vcpus", "vcpus", "A size has 1 to " + MOST_VCPUS + " vCPUs.");
        }
        if (r.memoryMib() < LEAST_MEMORY_MIB || r.memoryMib() > MOST_MEMORY_MIB) {
            throw new InvalidRequest("size-memory", "memoryMib", "A size has 64 MiB to 64 TiB of memory.");
        }
        if (r.diskMib() < 1 || r.diskMib() > MOST_DISK_MIB) {
            throw new InvalidRequest("size-disk", "diskMib", "A size has 1 MiB to 1 PiB of disk.");
        }
        return r;
    }
}
