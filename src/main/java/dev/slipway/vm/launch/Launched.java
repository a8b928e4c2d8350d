package dev.slipway.vm.launch;

import dev.slipway.kernel.OperationId;
import dev.slipway.kernel.VmId;

/** A VM that is being launched, and the operation that does it. */
public record Launched(VmId vm, OperationId operation) {}
