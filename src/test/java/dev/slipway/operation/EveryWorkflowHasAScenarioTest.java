package dev.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.SlipwayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

@SlipwayTest
class EveryWorkflowHasAScenarioTest {
    @Autowired
    ObjectProvider<Workflow> workflows;

    @Autowired
    ObjectProvider<WorkflowScenario> scenarios;

    @Test
    void noWorkflowIsWithoutOne() {
        // Some have several: what they do depends on what they are asked for.
        assertThat(scenarios.stream().map(WorkflowScenario::kind).distinct())
                .as("kinds with a WorkflowScenario, a @Component among the tests")
                .containsExactlyInAnyOrderElementsOf(
                        workflows.stream().map(Workflow::kind).toList());
    }
}
