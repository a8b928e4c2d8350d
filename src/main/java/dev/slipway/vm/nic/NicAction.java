package dev.slipway.vm.nic;

import dev.slipway.vm.VmAction;

/** What can be asked of a network card that is there. */
public enum NicAction {
    REMOVE("Remove", VmAction.REMOVE_NIC),
    LINK("Change its link", VmAction.SET_LINK);

    private final String words;
    private final VmAction ofItsVm;

    NicAction(String words, VmAction ofItsVm) {
        this.words = words;
        this.ofItsVm = ofItsVm;
    }

    public String words() {
        return words;
    }

    /** What it is for its VM. */
    VmAction ofItsVm() {
        return ofItsVm;
    }
}
