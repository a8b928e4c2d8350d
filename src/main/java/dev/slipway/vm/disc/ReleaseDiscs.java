package dev.slipway.vm.disc;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VmAction;
import dev.slipway.vm.state.Verb;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.Beginning;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes discs out of their drives that are due to leave. That one is due ends in the transaction in which its operation
 * begins, so that there is one operation, whoever dies. What is busy or cannot be reached is looked at again until it is not.
 */
@Component
public class ReleaseDiscs {
    public static final Actor ACTOR = Actor.system("disc-release");
    private static final Logger log = LoggerFactory.getLogger(ReleaseDiscs.class);

    private final DriveRows rows;
    private final VmLookup lookup;
    private final VmRules rules;
    private final Beginning beginning;
    private final TransactionTemplate transaction;

    ReleaseDiscs(DriveRows rows, VmLookup lookup, VmRules rules, Beginning beginning, TransactionTemplate transaction) {
        this.rows = rows;
        this.lookup = lookup;
        this.rules = rules;
        this.beginning = beginning;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT1S")
    public void look() {
        rows.due().forEach(this::release);
    }

    private void release(DriveRows.Due due) {
        try {
            transaction.executeWithoutResult(status -> begin(due.vm(), due.number()));
        } catch (Problem e) {
            log.debug("The disc of VM {} is not taken out yet: {}", due.vm(), e.logDetail());
        } catch (RuntimeException e) {
            log.warn("The disc of VM {} could not be taken out; tried again shortly", due.vm(), e);
        }
    }

    private void begin(VmId id, int number) {
        var vm = lookup.require(id, Permission.VM_DISC, ACTOR);
        rules.require(VmAction.CHANGE_DISC, vm);
        var change = new DiscChange(number, Optional.empty());
        var unused = beginning.begin(
                Verb.CHANGE_DISC,
                vm,
                change.arguments(),
                "vm.eject-disc",
                "By itself, since its guest has restarted or shut itself down. " + change.words(),
                ACTOR);
        if (!rows.takeDue(id, number)) {
            throw new Conflict("busy", "Somebody else has just begun to take it out.");
        }
    }
}
