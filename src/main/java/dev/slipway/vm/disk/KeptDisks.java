package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.ChargeKey;
import dev.slipway.vm.state.VmRow;
import java.util.List;
import org.springframework.stereotype.Component;

/** What becomes of its disks when a VM goes, or becomes somebody else's. For whoever holds the VM. */
@Component
public class KeptDisks {
    private final DiskRows rows;
    private final DiskNews news;

    KeptDisks(DiskRows rows, DiskNews news) {
        this.rows = rows;
        this.news = news;
    }

    /** They stay in the project, attached to nothing, with what is on them. */
    public void staysBehind(VmId vm, Actor actor) {
        for (var disk : rows.of(vm)) {
            rows.unplugged(disk.id());
            news.did(disk, "disk.detach", "Its VM was deleted; the disk stays.", actor);
        }
    }

    /** @throws dev.slipway.kernel.Conflict {@code disk-name-taken} if there is one of that name in the other project */
    public void comeAlong(VmId vm, VmRow.Owner to) {
        for (var disk : rows.of(vm)) {
            rows.give(disk, to);
            news.changed(disk);
            news.changed(rows.require(disk.id()));
        }
    }

    /** What is charged for them. */
    public List<ChargeKey> charges(VmId vm) {
        return DiskHolding.charges(rows.of(vm));
    }
}
