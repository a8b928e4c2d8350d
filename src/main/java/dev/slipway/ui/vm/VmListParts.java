package dev.slipway.ui.vm;

import dev.slipway.identity.Actors;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.filter.SavedFilters;
import org.springframework.stereotype.Component;

/** What a list of VMs is read by, filtered by and worked with. */
@Component
record VmListParts(
        VirtualMachines machines,
        VmReader reader,
        VmActions actions,
        Bulk bulk,
        Tagging tagging,
        SavedFilters filters,
        Lasting lasting,
        Actors actors) {}
