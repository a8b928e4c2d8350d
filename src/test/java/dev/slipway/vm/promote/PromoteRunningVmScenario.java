package dev.slipway.vm.promote;

import dev.slipway.vm.ScenarioWorld;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A VM that goes on running becomes a new image of its project. */
@Component
class PromoteRunningVmScenario extends PromoteVmScenario {
    PromoteRunningVmScenario(ScenarioWorld worlds, @Value("${slipway.state}") Path state) {
        super(worlds, state);
    }

    @Override
    boolean runs() {
        return true;
    }
}
