package dev.slipway.ui.host;

import com.vaadin.flow.component.html.Div;
import dev.slipway.kernel.Resources;
import dev.slipway.ui.component.Sizing;
import dev.slipway.ui.component.UsageBar;
import dev.slipway.vm.fleet.HostLoad;
import java.util.Collection;
import java.util.HashSet;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** How much of what may be promised is promised, over some hosts. */
class PromisedBars extends Div {
    PromisedBars(Collection<HostLoad> loads) {
        addClassNames("sw-quota", "three");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Promised to VMs");
        add(
                new UsageBar(
                        "vCPUs promised",
                        promised(loads, Resources::vcpus),
                        most(loads, Resources::vcpus),
                        Long::toString),
                new UsageBar(
                        "Memory promised",
                        promised(loads, Resources::memoryMib),
                        most(loads, Resources::memoryMib),
                        Sizing::mib),
                new UsageBar(
                        "Disk promised",
                        promised(once(loads), Resources::diskMib),
                        most(once(loads), Resources::diskMib),
                        Sizing::mib));
    }

    /** One host for each storage, since what several share is there once. */
    private static Collection<HostLoad> once(Collection<HostLoad> loads) {
        var storages = new HashSet<UUID>();
        return loads.stream()
                .filter(load -> load.storage().map(storages::add).orElse(true))
                .toList();
    }

    private static long promised(Collection<HostLoad> loads, ToLongFunction<Resources> part) {
        return loads.stream().map(HostLoad::promised).mapToLong(part).sum();
    }

    private static long most(Collection<HostLoad> loads, ToLongFunction<Resources> part) {
        return loads.stream().map(HostLoad::most).mapToLong(part).sum();
    }
}
