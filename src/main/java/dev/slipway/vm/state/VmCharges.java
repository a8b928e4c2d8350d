package dev.slipway.vm.state;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.DiskId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.PlannedCharge;
import dev.slipway.quota.QuotaForecast;
import dev.slipway.quota.QuotaPath;
import dev.slipway.quota.Quotas;
import dev.slipway.vm.launch.NewVm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a VM costs its owner: one charge from launch to the end, one while it is on, one for its snapshots. And what a disk
 * costs that is a thing of its own.
 */
@Component
public class VmCharges {
    private final Quotas quotas;

    VmCharges(Quotas quotas) {
        this.quotas = quotas;
    }

    public static ChargeKey allocated(VmId vm) {
        return new ChargeKey(ChargeKey.Kind.VM, vm.value());
    }

    public static ChargeKey running(VmId vm) {
        return new ChargeKey(ChargeKey.Kind.VM_RUNNING, vm.value());
    }

    public static ChargeKey snapshots(VmId vm) {
        return new ChargeKey(ChargeKey.Kind.VM_SNAPSHOTS, vm.value());
    }

    /** Whatever is charged for it. */
    public static ChargeKey[] all(VmId vm) {
        return new ChargeKey[] {allocated(vm), running(vm), snapshots(vm)};
    }

    public static Amounts disk(long mib) {
        return new Amounts(0, 0, 0, mib, 0, 0);
    }

    /**
     * For what one person launches in one project: it is to be on, unless it is said otherwise. What is there already is charged to others until now.
     *
     * @throws dev.slipway.kernel.QuotaExceeded if there is no room for all of it
     */
    public void launch(List<NewVm> vms) {
        var path = vms.getFirst().owner().quotaPath();
        var taken = new ArrayList<ChargeKey>();
        var charges = new HashMap<ChargeKey, Amounts>();
        for (var vm : vms) {
            if (vm.isThere()) {
                taken.addAll(List.of(allocated(vm.id()), running(vm.id())));
            } else {
                charges.put(allocated(vm.id()), Amounts.allocated(vm.resources()));
                if (vm.starts()) {
                    charges.put(running(vm.id()), Amounts.running(vm.resources()));
                }
            }
        }
        if (!taken.isEmpty()) {
            quotas.move(path, taken.toArray(ChargeKey[]::new));
        }
        if (!charges.isEmpty()) {
            quotas.charge(path, charges);
        }
    }

    /** For what is about to be turned on. @throws dev.slipway.kernel.QuotaExceeded if there is no room for it */
    public void turnOn(VmRow vm) {
        quotas.charge(vm.owner().quotaPath(), Map.of(running(vm.id()), Amounts.running(vm.startsWith())));
    }

    /** What {@link #turnOn} would say of these, one after the other. */
    public QuotaForecast forecast(List<VmRow> vms, Actor actor) {
        var charges = vms.stream()
                .map(vm -> new PlannedCharge(vm.owner().quotaPath(), Amounts.running(vm.startsWith())))
                .toList();
        return quotas.forecast(charges, actor);
    }

    /** What it holds besides while it is on stays as it is. @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more */
    public void resize(VmRow vm, Resources to) {
        quotas.change(allocated(vm.id()), vm.owner().quotaPath(), Amounts.allocated(to));
    }

    /** @param diskMib of all of them @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more */
    public void snapshots(VmRow vm, long diskMib) {
        var key = snapshots(vm.id());
        if (diskMib == 0) {
            quotas.release(key);
            return;
        }
        var path = vm.owner().quotaPath();
        quotas.charge(path, Map.of(key, disk(diskMib)));
        quotas.change(key, path, disk(diskMib));
    }

    /** One that is attached to a VM or to none; charged by itself. */
    public static ChargeKey further(DiskId disk) {
        return new ChargeKey(ChargeKey.Kind.DISK, disk.value());
    }

    /** For a disk that is a thing of its own. @throws dev.slipway.kernel.QuotaExceeded if there is no room for it */
    public void hold(DiskId disk, QuotaPath path, long mib) {
        quotas.charge(path, Map.of(further(disk), disk(mib)));
    }

    /** @throws dev.slipway.kernel.QuotaExceeded if there is no room for what is more */
    public void resize(DiskId disk, QuotaPath path, long mib) {
        quotas.change(further(disk), path, disk(mib));
    }

    public void release(DiskId disk) {
        quotas.release(further(disk));
    }

    /** Makes the numbers follow what was observed, even past a limit. */
    public void follow(VmRow vm, ObservedPower power) {
        if (power.isOn()) {
            quotas.chargeFact(running(vm.id()), vm.owner().quotaPath(), Amounts.running(vm.running()));
        } else {
            quotas.release(running(vm.id()));
        }
    }

    /** What it runs with has changed, since it was started anew: as {@link #follow}, from the beginning. */
    public void followAnew(VmRow vm) {
        quotas.release(running(vm.id()));
        follow(vm, vm.power().observed());
    }

    public void releaseAll(VmId vm) {
        releaseAll(vm, List.of());
    }

    /** @param more that ends with it */
    public void releaseAll(VmId vm, List<ChargeKey> more) {
        quotas.release(Stream.concat(Stream.of(all(vm)), more.stream()).toArray(ChargeKey[]::new));
    }
}
