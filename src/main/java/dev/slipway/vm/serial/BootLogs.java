package dev.slipway.vm.serial;

import dev.slipway.hypervisor.SerialOutput;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Permission;
import dev.slipway.kernel.Audited;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmLookup;
import dev.slipway.vm.state.VmRow;
import dev.slipway.vm.state.VmRules;
import dev.slipway.vm.work.VmHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What VMs say on their serial line, from one start to the next: why one does not come up is said there. Each asks the VM's
 * host, so never in a transaction, nor while a screen waits.
 *
 * <p>For whoever may open the VM's console: there may be as much in it that is nobody else's business.
 */
@Service
public class BootLogs {
    /** Bytes read at once. */
    public static final int MOST = 512 * 1024;
    /** Bytes searched at once, which is all that is kept but for what came in the last minute. */
    static final int KEPT = 4 * 1024 * 1024;

    static final int MOST_MATCHES = 200;
    private static final int LONGEST_WISH = 200;
    private static final int LONGEST_LINE = 500;

    private final VmLookup lookup;
    private final VmHosts hosts;
    private final SerialReading readings;

    BootLogs(VmLookup lookup, VmHosts hosts, SerialReading readings) {
        this.lookup = lookup;
        this.hosts = hosts;
        this.readings = readings;
    }

    /** The last of it. */
    @Audited("vm.read-boot-log")
    public SerialText last(VmId id, Actor actor) {
        var vm = require(id, actor);
        return read(vm, -MOST, MOST).map(output -> SerialWords.of(output, true)).orElseGet(() -> none(vm));
    }

    /** From a place on, at most {@link #MOST} bytes of it. @param place as {@link SerialText#next} was */
    @Audited("vm.read-boot-log")
    public SerialText from(long place, VmId id, Actor actor) {
        var vm = require(id, actor);
        if (place < 0) {
            throw new InvalidRequest("bad-place", "from", "A place in the boot log is 0 or more.");
        }
        return read(vm, place, MOST)
                .map(output -> SerialWords.of(output, false))
                .orElseGet(() -> none(vm));
    }

    /**
     * The lines in which something stands, whatever its case; of more than {@value #MOST_MATCHES} the last ones.
     *
     * @throws InvalidRequest {@code bad-search} if it is too long
     */
    @Audited("vm.read-boot-log")
    public List<SerialMatch> search(String wish, VmId id, Actor actor) {
        var vm = require(id, actor);
        var wanted = wish.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return List.of();
        }
        if (wanted.length() > LONGEST_WISH) {
            throw new InvalidRequest(
                    "bad-search", "text", "Look for something shorter: at most " + LONGEST_WISH + " characters.");
        }
        var text = read(vm, -KEPT, KEPT)
                .map(output -> SerialWords.of(output, false).text())
                .orElse("");
        return matches(text, wanted);
    }

    private static List<SerialMatch> matches(String text, String wanted) {
        var found = new ArrayList<SerialMatch>();
        var number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            var at = line.toLowerCase(Locale.ROOT).indexOf(wanted);
            if (at >= 0) {
                found.add(new SerialMatch(number, around(line, at)));
            }
        }
        return List.copyOf(found.subList(Math.max(0, found.size() - MOST_MATCHES), found.size()));
    }

    private static String around(String line, int at) {
        var begin = line.length() <= LONGEST_LINE ? 0 : Math.min(at, line.length() - LONGEST_LINE);
        return line.substring(begin, Math.min(line.length(), begin + LONGEST_LINE));
    }

    private VmRow require(VmId id, Actor actor) {
        var vm = lookup.require(id, Permission.VM_CONSOLE, actor);
        VmRules.requireItsPeoples(vm);
        readings.by(actor, vm);
        return vm;
    }

    private Optional<SerialOutput> read(VmRow vm, long from, int most) {
        return vm.host().isEmpty()
                ? Optional.empty()
                : hosts.hypervisor(vm).serialOutput(vm.id().value(), from, most);
    }

    private static SerialText none(VmRow vm) {
        return SerialText.none(
                vm.isAdopted()
                        ? "Nothing is kept of what it says: it was adopted as it was found, and its definition stays as it is."
                        : vm.power().observed().isOn()
                                ? "Nothing is kept of what it says, as it was started before hosts kept that. Shut it down and"
                                        + " start it again: from then on it is. If it is not, its storage cannot hold it."
                                : "Nothing is kept yet. It begins when the VM is started the next time.");
    }
}
