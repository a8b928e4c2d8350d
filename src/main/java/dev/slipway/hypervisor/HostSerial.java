package dev.slipway.hypervisor;

import java.util.Optional;
import java.util.UUID;

/**
 * What guests say on their first serial line, kept by their host besides their disks, from one start to the next. It goes
 * with the definition: whoever undefines a domain has it removed.
 */
public interface HostSerial {
    /** What the volume is called, in the pool of the domain's first disk; named like the VM's others, so that its owner is known. */
    static String volumeName(UUID domain) {
        return "vm-" + domain + "-serial.log";
    }

    /**
     * What is kept of a domain's line.
     *
     * @param from the first byte, counted from the beginning of what is kept; less than 0: from its end
     * @param most bytes; what is there beyond is left for the next call
     * @return empty if nothing is kept: what runs was started without, or there is no such domain
     */
    Optional<SerialOutput> serialOutput(UUID domain, long from, int most);

    /** Of every domain whose line has more than that kept: leaves the last of it, and goes on keeping what comes. */
    void boundSerialOutput(long mostBytes, int leaveBytes);

    /**
     * Takes a running domain's line, from whoever has it.
     *
     * @throws HypervisorProblem {@code WRONG_POWER_STATE} if it is off; {@code REFUSED} if it has no such line
     */
    SerialConsole openSerialConsole(UUID domain);
}
