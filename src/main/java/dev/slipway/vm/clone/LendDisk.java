package dev.slipway.vm.clone;

import static dev.slipway.operation.Step.FOREVER;
import static dev.slipway.operation.Step.nothing;
import static dev.slipway.operation.Step.plain;
import static dev.slipway.operation.Step.step;

import dev.slipway.kernel.Problem;
import dev.slipway.operation.Step;
import dev.slipway.operation.StepContext;
import dev.slipway.operation.Workflow;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.work.PowerEnd;
import dev.slipway.vm.work.PowerVerb;
import dev.slipway.vm.work.VmSteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds a VM while clones of it are made, so that nobody starts, moves or deletes it under them. It stays as it is: off, or
 * running, and then its host makes a copy first, which all of them read.
 */
@Component
class LendDisk extends PowerVerb implements Workflow {
    static final String LOAN = "loan";

    private static final Duration USUAL = Duration.ofMinutes(5);

    private final VmSteps hosts;
    private final LentDisk disk;
    private final CloneRows rows;

    LendDisk(VmSteps hosts, LentDisk disk, CloneRows rows, PowerEnd end) {
        super(Verb.CLONE, end);
        this.hosts = hosts;
        this.disk = disk;
        this.rows = rows;
    }

    static UUID loan(StepContext context) {
        return UUID.fromString(
                Optional.ofNullable(context.arguments().get(LOAN)).orElseThrow());
    }

    @Override
    public List<Step> steps() {
        return List.of(
                // Looks only.
                step("look", "Look at its disk", hosts.heeding(plain(disk::look)), nothing(), USUAL),
                step(
                        "copy-on-host",
                        "Copy its disk on its host, if it runs",
                        hosts.heeding(disk::copyOnHost),
                        disk::dropOnHost,
                        ClonedDisk.LONGEST_COPY),
                // Each clone ends by itself, one way or the other, and nothing is done here meanwhile.
                step("lend", "Wait until each clone has its copy", disk::lend, nothing(), FOREVER),
                // What is lent no more, nobody needs.
                step("drop-on-host", "Remove the copy on its host", disk::dropOnHost, nothing(), FOREVER));
    }

    @Override
    public void succeeded(StepContext context) {
        rows.ended(loan(context), Optional.empty());
        super.succeeded(context);
    }

    @Override
    public void failed(StepContext context, Problem why) {
        rows.ended(loan(context), Optional.of(why.sentence()));
        super.failed(context, why);
    }
}
