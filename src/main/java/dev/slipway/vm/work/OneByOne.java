package dev.slipway.vm.work;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sees to VMs one after the other, each in a transaction of its own: what goes wrong with one keeps none of the others. */
@Component
public class OneByOne {
    private static final Logger log = LoggerFactory.getLogger(OneByOne.class);

    private final TransactionTemplate transaction;

    OneByOne(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    /**
     * @param what for the log, such as "the lease"
     * @param refused writes down what was refused, in a transaction apart, since what it was about is undone
     */
    public void each(List<VmId> vms, String what, Consumer<VmId> work, BiConsumer<VmId, Problem> refused) {
        vms.forEach(vm -> {
            try {
                attempt(vm, what, work, refused);
            } catch (RuntimeException e) {
                log.warn("The next look tries {} of VM {} again", what, vm, e);
            }
        });
    }

    private void attempt(VmId vm, String what, Consumer<VmId> work, BiConsumer<VmId, Problem> refused) {
        try {
            transaction.executeWithoutResult(status -> work.accept(vm));
        } catch (Problem e) {
            log.debug("Not yet {} of VM {}: {}", what, vm, e.logDetail());
            transaction.executeWithoutResult(status -> refused.accept(vm, e));
        }
    }
}
