package dev.slipway.vm;

import dev.slipway.host.Hosts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * While a workflow is at a VM, inventories of its host leave it alone. What happened outside meanwhile is looked for as
 * soon as the workflow has ended, instead of at the watcher's next round.
 */
@Component
class FreshLook {
    private final Hosts hosts;

    FreshLook(Hosts hosts) {
        this.hosts = hosts;
    }

    void afterCommit(VmRow vm) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                vm.host().ifPresent(hosts::lookAgain);
            }
        });
    }
}
