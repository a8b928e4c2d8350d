package dev.slipway.ui.vm;

import com.vaadin.flow.component.UI;
import dev.slipway.identity.Actors;
import dev.slipway.quota.QuotaPreview;
import dev.slipway.vm.VirtualMachines;
import dev.slipway.vm.VmView;
import dev.slipway.vm.clone.CloneRequest;
import dev.slipway.vm.clone.Clones;
import dev.slipway.vm.launch.Numbering;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What the dialog asks and does that makes clones of a VM. */
@Component
class MakingClones {
    private final Clones clones;
    private final VirtualMachines machines;
    private final Actors actors;

    MakingClones(Clones clones, VirtualMachines machines, Actors actors) {
        this.clones = clones;
        this.machines = machines;
        this.actors = actors;
    }

    void open(VmView vm) {
        new CloneDialog(vm, clones.propose(vm.id(), actors.current()), this).open();
    }

    /** What they would be called right now. */
    List<String> names(VmView vm, Numbering numbering) {
        return machines.names(Objects.requireNonNull(vm.scope().project()), numbering, actors.current());
    }

    QuotaPreview quote(VmView vm, int count, boolean start) {
        return clones.quote(vm.id(), count, start, actors.current());
    }

    /** Then shows what is made. */
    void make(VmView vm, CloneRequest request) {
        var made = clones.make(vm.id(), request, actors.current());
        if (made.size() == 1) {
            UI.getCurrent().navigate(VmPage.class, VmPage.of(made.getFirst().vm()));
        } else {
            UI.getCurrent().navigate(VmListView.class);
        }
    }
}
