package dev.slipway.placement;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Places that nobody decided here: a VM is where its host shows it, whether there is room for it or not. */
@Component
public class ObservedPlaces {
    private final AllocationTable table;
    private final DecisionText text;

    ObservedPlaces(AllocationTable table, DecisionText text) {
        this.table = table;
        this.text = text;
    }

    /**
     * Holds room there from now on, past any limit, and nowhere else any more.
     *
     * @param sentence why it is there, for its people
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(VmId vm, Resources resources, HostId host, String sentence) {
        table.giveBack(vm);
        table.count(host);
        table.promiseAnyway(host, resources);
        table.insert(vm, host, resources, text.write(new PlacementDecision(host, sentence, List.of())));
    }
}
