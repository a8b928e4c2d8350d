package dev.slipway.vm.disk;

import dev.slipway.vm.VmAction;
import java.util.Optional;

/** What can be asked of a disk that is there. */
public enum DiskAction {
    ATTACH("Attach", Optional.empty()),
    DETACH("Detach", Optional.of(VmAction.DETACH_DISK)),
    GROW("Make larger", Optional.of(VmAction.GROW_DISK)),
    DELETE("Delete", Optional.empty());

    private final String words;
    private final Optional<VmAction> ofItsVm;

    DiskAction(String words, Optional<VmAction> ofItsVm) {
        this.words = words;
        this.ofItsVm = ofItsVm;
    }

    public String words() {
        return words;
    }

    /** What it is for the VM that it is attached to. */
    Optional<VmAction> ofItsVm() {
        return ofItsVm;
    }
}
