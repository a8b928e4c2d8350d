package dev.slipway.operation;

import dev.slipway.identity.Scope;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be done, on what.
 *
 * @param kind a {@link Workflow#kind()}
 * @param targetType the noun, such as {@code vm}
 * @param target locked from now until the operation ends
 * @param scope whose it is
 * @param arguments ids and small facts; not for secrets
 */
public record OperationRequest(
        String kind, String targetType, UUID target, String targetName, Scope scope, Map<String, String> arguments) {
    public OperationRequest {
        arguments = Map.copyOf(arguments);
    }
}
