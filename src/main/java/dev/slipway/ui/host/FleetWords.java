package dev.slipway.ui.host;

import dev.slipway.vm.fleet.HostLoad;

/** What is on hosts, in words. */
final class FleetWords {
    private FleetWords() {}

    static String vms(HostLoad load) {
        return load.vms() == 0 ? "No VMs" : vms(load.vms()) + ", " + load.running() + " running";
    }

    static String vms(int vms) {
        return vms == 1 ? "1 VM" : vms + " VMs";
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
