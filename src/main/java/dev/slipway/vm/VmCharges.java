package dev.slipway.vm;

import dev.slipway.kernel.VmId;
import dev.slipway.quota.Amounts;
import dev.slipway.quota.ChargeKey;
import dev.slipway.quota.Quotas;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a VM costs its owner: one charge from launch to the end, one while it is on. */
@Component
class VmCharges {
    private final Quotas quotas;

    VmCharges(Quotas quotas) {
        this.quotas = quotas;
    }

    static ChargeKey allocated(VmId vm) {
        return new ChargeKey(ChargeKey.Kind.VM, vm.value());
    }

    static ChargeKey running(VmId vm) {
        return new ChargeKey(ChargeKey.Kind.VM_RUNNING, vm.value());
    }

    /** Of one that is launched: it is to be on. */
    static Map<ChargeKey, Amounts> launched(NewVm vm) {
        return Map.of(
                allocated(vm.id()),
                Amounts.allocated(vm.resources()),
                running(vm.id()),
                Amounts.running(vm.resources()));
    }

    /** For what is about to be turned on. @throws dev.slipway.kernel.QuotaExceeded if there is no room for it */
    void turnOn(VmRow vm) {
        quotas.charge(vm.owner().quotaPath(), Map.of(running(vm.id()), Amounts.running(vm.resources())));
    }

    /** Makes the numbers follow what was observed, even past a limit. */
    void follow(VmRow vm, ObservedPower power) {
        if (power.isOn()) {
            quotas.chargeFact(running(vm.id()), vm.owner().quotaPath(), Amounts.running(vm.resources()));
        } else {
            quotas.release(running(vm.id()));
        }
    }

    void releaseAll(VmId vm) {
        quotas.release(running(vm), allocated(vm));
    }
}
