package dev.slipway.hypervisor;

import dev.slipway.hypervisor.DomainSpec.NicSpec;
import java.util.UUID;

/** Network cards that domains are given, lose, and have plugged in or out, whether they run or not. Known by their MACs. */
public interface HostNics {
    /**
     * Gives a domain a network card besides those that it has, now and from its next start on. There already is done.
     *
     * @throws HypervisorProblem {@code REFUSED} if what runs has no free slot for it; {@code NO_SUCH_NETWORK}
     */
    void attachNic(UUID domain, NicSpec nic);

    /**
     * Takes a network card from a domain, now and from its next start on; a running guest is asked, and waited for. Without
     * that card is done, and so is no such domain.
     *
     * @throws HypervisorProblem {@code IN_USE} if the guest does not let go of it in time: then it has it still
     */
    void detachNic(UUID domain, String mac);

    /**
     * Pulls the cable out of a card, or puts it in, now and from its next start on; a guest notices at once. So already is
     * done.
     *
     * @throws HypervisorProblem {@code REFUSED} if the domain has no such card
     */
    void setLink(UUID domain, String mac, boolean up);
}
