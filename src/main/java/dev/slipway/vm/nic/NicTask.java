package dev.slipway.vm.nic;

import dev.slipway.kernel.NicId;
import dev.slipway.operation.StepContext;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Which network card an operation is about. @param up whether its cable is to be in, if that is asked */
record NicTask(NicId nic, boolean up) {
    private static final String NIC = "nic";
    private static final String UP = "up";

    static NicTask of(StepContext context) {
        var carried = context.arguments();
        return new NicTask(
                new NicId(UUID.fromString(Objects.requireNonNull(carried.get(NIC)))),
                Boolean.parseBoolean(carried.get(UP)));
    }

    static NicTask of(NicId nic) {
        return new NicTask(nic, true);
    }

    Map<String, String> arguments() {
        return Map.of(NIC, nic.toString(), UP, String.valueOf(up));
    }
}
