package dev.slipway.operation;

import dev.slipway.testing.SlipwayTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** All scenarios, or some by {@code -Dslipway.workflow=launch-vm,start-vm}. */
@SlipwayTest
class EveryWorkflowTest {
    @Autowired
    BeanFactory beans;

    @Autowired
    ObjectProvider<WorkflowScenario> scenarios;

    @TestFactory
    Stream<DynamicContainer> doesWhatItIsForAndLeavesNothingWhenItFails() {
        String only = System.getProperty("slipway.workflow");
        return scenarios.stream()
                .filter(scenario -> only == null || List.of(only.split(",")).contains(scenario.kind()))
                .map(scenario -> DynamicContainer.dynamicContainer(
                        scenario.kind(),
                        new WorkflowKit(beans, scenario)
                                .checks().stream()
                                        .map(check -> DynamicTest.dynamicTest(
                                                check.name(), () -> check.body().run()))));
    }
}
