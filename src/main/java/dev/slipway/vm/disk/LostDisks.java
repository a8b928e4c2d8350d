package dev.slipway.vm.disk;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.ChargeKey;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmStore;
import java.util.List;
import org.springframework.stereotype.Component;

/** Disks that are lost with a host that was given up. Each whole in the caller's transaction. */
@Component
public class LostDisks {
    private static final String WORDS =
            "Its host did not come back and was given up; what was on the disk is gone with it. Its quota is given back.";

    private final DiskRows rows;
    private final DiskWork work;
    private final DiskHolding holding;
    private final DiskNews news;
    private final VmStore store;

    LostDisks(DiskRows rows, DiskWork work, DiskHolding holding, DiskNews news, VmStore store) {
        this.rows = rows;
        this.work = work;
        this.holding = holding;
        this.news = news;
        this.store = store;
    }

    /** Those that are there. */
    public List<DiskId> on(HostId host) {
        return rows.on(host).stream().map(DiskRow::id).toList();
    }

    /**
     * With the VM that they are attached to, which the caller holds; their room is free.
     *
     * @return what is charged for them, to be released with what else the caller releases
     */
    public List<ChargeKey> loseOf(VmId vm, Actor actor) {
        var disks = rows.of(vm);
        disks.forEach(disk -> lose(disk, actor));
        return DiskHolding.charges(disks);
    }

    /** @return false if something is still being done with it, or with the VM that it is attached to */
    public boolean lose(DiskId id, HostId host, Actor actor) {
        var disk =
                rows.lock(id).filter(there -> there.host().filter(host::equals).isPresent());
        if (disk.isEmpty()) {
            return true;
        }
        if (disk.get().state() != DiskState.READY || isWithItsVm(disk.get(), host)) {
            return false;
        }
        lose(disk.get(), actor);
        holding.release(id);
        return true;
    }

    /** One whose VM is somewhere else by now is lost without it. */
    private boolean isWithItsVm(DiskRow disk, HostId host) {
        return disk.plug()
                .flatMap(plug -> store.find(plug.vm()))
                .flatMap(VmRow::host)
                .filter(host::equals)
                .isPresent();
    }

    /** Its record stays, with the reason; its room is free. Should the host come back, its volume goes. */
    private void lose(DiskRow disk, Actor actor) {
        work.leave(disk);
        rows.lost(disk.id());
        news.did(disk, "disk.lost", WORDS, actor);
        holding.leavePlace(disk.id());
    }
}
