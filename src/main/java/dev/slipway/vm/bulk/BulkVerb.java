package dev.slipway.vm.bulk;

import dev.slipway.vm.VmAction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done to many VMs at once. */
public enum BulkVerb {
    START(VmAction.START, "Start"),
    SHUTDOWN(VmAction.SHUTDOWN, "Shut down"),
    REBOOT(VmAction.REBOOT, "Reboot"),
    PAUSE(VmAction.PAUSE, "Pause"),
    RESUME(VmAction.RESUME, "Resume"),
    HIBERNATE(VmAction.HIBERNATE, "Hibernate"),
    FORCE_OFF(VmAction.FORCE_OFF, "Force off"),
    ADD_TAG(VmAction.TAG, "Add tag"),
    REMOVE_TAG(VmAction.TAG, "Remove tag"),
    EXTEND_LEASE(null, "Extend lease"),
    DELETE(VmAction.DELETE, "Delete");

    private final @Nullable VmAction action;
    private final String words;

    BulkVerb(@Nullable VmAction action, String words) {
        this.action = action;
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** What it is to each of them; empty for what no state of theirs refuses. */
    public Optional<VmAction> action() {
        return Optional.ofNullable(action);
    }

    public boolean isAboutATag() {
        return action == VmAction.TAG;
    }
}
