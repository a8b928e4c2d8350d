package dev.slipway.operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * All workflows by their kind. Found when everything is built: workflows use façades, and façades submit operations.
 */
@Component
class Workflows implements SmartInitializingSingleton {
    /** What the stored step is called when there is none left, in either direction. */
    static final String END = "end";

    private static final int LONGEST_NAME = 64;

    private final ObjectProvider<Workflow> beans;
    private Map<String, Workflow> byKind = Map.of();

    Workflows(ObjectProvider<Workflow> beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Map<String, Workflow> found = new HashMap<>();
        beans.stream().forEach(workflow -> {
            check(workflow);
            if (found.putIfAbsent(workflow.kind(), workflow) != null) {
                throw new IllegalStateException("two workflows of kind " + workflow.kind());
            }
        });
        byKind = Map.copyOf(found);
    }

    Optional<Workflow> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    Workflow require(String kind) {
        return find(kind).orElseThrow(() -> new IllegalArgumentException("no workflow of kind " + kind));
    }

    private static void check(Workflow workflow) {
        List<Step> steps = workflow.steps();
        Set<String> names = new HashSet<>();
        for (Step step : steps) {
            if (!names.add(step.name())
                    || step.name().length() > LONGEST_NAME
                    || step.name().equals(END)) {
                throw new IllegalStateException("step " + step.name() + " of " + workflow.kind()
                        + " is there twice, or its name is too long or taken");
            }
        }
        if (steps.isEmpty() || workflow.kind().length() > LONGEST_NAME) {
            throw new IllegalStateException("workflow " + workflow.kind() + " has no steps, or its kind is too long");
        }
    }
}
