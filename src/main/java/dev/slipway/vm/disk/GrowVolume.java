package dev.slipway.vm.disk;

import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes a disk larger that is attached to nothing. */
@Component
class GrowVolume implements Workflow {
    static final String KIND = "grow-volume";

    private static final Duration USUAL = Duration.ofMinutes(2);

    private final DiskWork work;
    private final GrowthEnd end;

    GrowVolume(DiskWork work, GrowthEnd end) {
        this.work = work;
        this.end = end;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Make a disk larger";
    }

    @Override
    public String doing() {
        return DiskState.GROWING.words();
    }

    @Override
    public List<Step> steps() {
        return List.of(step("grow-disk", "Make it larger", work.heeding(this::grow), Step.plain(work::measure), USUAL));
    }

    private void grow(StepContext context) {
        var disk = work.disk(context);
        work.host(disk).resizeDisk(disk.volume(), DiskTask.of(context).sizeMib());
    }

    @Override
    public void succeeded(StepContext context) {
        end.grown(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        end.ended(context);
    }
}
