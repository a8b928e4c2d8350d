package dev.slipway.ui.vm;

import com.vaadin.flow.component.select.Select;
import dev.slipway.vm.VmStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The statuses by what people look for. */
class StatusFilter extends Select<StatusFilter.Choice> {
    enum Choice {
        ALL("All states", EnumSet.noneOf(VmStatus.class)),
        ON(
                "On",
                EnumSet.of(
                        VmStatus.RUNNING,
                        VmStatus.IN_RESCUE,
                        VmStatus.PAUSED,
                        VmStatus.SHUTTING_DOWN,
                        VmStatus.REBOOTING)),
        OFF("Off", EnumSet.of(VmStatus.STOPPED, VmStatus.CRASHED, VmStatus.HIBERNATED)),
        CHANGING(
                "Changing",
                EnumSet.of(
                        VmStatus.LAUNCHING,
                        VmStatus.STARTING,
                        VmStatus.SHUTTING_DOWN,
                        VmStatus.REBOOTING,
                        VmStatus.STOPPING,
                        VmStatus.RESTORING,
                        VmStatus.HIBERNATING,
                        VmStatus.DELETING)),
        TROUBLE(
                "In trouble",
                EnumSet.of(VmStatus.FAILED, VmStatus.CRASHED, VmStatus.MISSING, VmStatus.LOST, VmStatus.UNKNOWN));

        private final String words;
        private final Set<VmStatus> statuses;

        Choice(String words, Set<VmStatus> statuses) {
            this.words = words;
            this.statuses = Set.copyOf(statuses);
        }

        /** Empty = all. */
        Set<VmStatus> statuses() {
            return statuses;
        }
    }

    StatusFilter() {
        setAriaLabel("State");
        setPlaceholder("Some states");
        setItems(Choice.values());
        setItemLabelGenerator(c -> c.words);
        setValue(Choice.ALL);
    }

    /** Of the choice; nothing if none fits what was shown. */
    Optional<Set<VmStatus>> statuses() {
        return Optional.ofNullable(getValue()).map(Choice::statuses);
    }

    void show(Set<VmStatus> statuses) {
        Arrays.stream(Choice.values())
                .filter(choice -> choice.statuses.equals(statuses))
                .findFirst()
                .ifPresentOrElse(this::setValue, this::clear);
    }
}
