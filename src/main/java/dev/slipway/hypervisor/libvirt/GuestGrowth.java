package dev.slipway.hypervisor.libvirt;

import dev.slipway.hypervisor.DomainSpec.DataDisk;
import dev.slipway.hypervisor.HostDisks.FileSystemGrowth;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a guest make a file system as large as its disk, by commands that its agent runs, if its maker lets it run any. Only
 * what is mounted is grown, and only by tools that do it while it is in use; whatever else is on the disk is left alone.
 */
final class GuestGrowth {
    private static final Logger log = LoggerFactory.getLogger(GuestGrowth.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    /** As many digits as fit: whoever is at home in the guest decides what is answered. */
    static final Pattern PID = Pattern.compile("\"pid\"\\s*:\\s*(\\d{1,18})");

    private static final Pattern EXITED = Pattern.compile("\"exited\"\\s*:\\s*true");
    private static final Pattern EXIT_CODE = Pattern.compile("\"exitcode\"\\s*:\\s*(\\d{1,18})");

    /** A disk by its serial number, else the one that {@code /} is on. A partition is grown first, if it is the last one. */
    private static final String SCRIPT = """
            PATH=$PATH:/sbin:/usr/sbin:/bin:/usr/bin
            if [ -n "$1" ]; then
              for s in /sys/block/*/serial; do [ "$(cat $s 2>/dev/null)" = "$1" ] && k=$(basename $(dirname $s)); done
              [ -n "$k" ] && l=$(grep -E "^/dev/$k[0-9]* " /proc/mounts | tail -n 1)
            else
              l=$(grep -E '^/dev/[^ ]* / ' /proc/mounts | tail -n 1)
            fi
            [ -n "$l" ] || exit 3
            set -- $l
            d=$(readlink -f $1); b=$(basename $d)
            if [ -e /sys/class/block/$b/partition ]; then
              n=$(cat /sys/class/block/$b/partition); w=/dev/$(basename $(dirname $(readlink -f /sys/class/block/$b)))
              growpart $w $n || growpart $w $n | grep -q NOCHANGE || exit 4
            fi
            case $3 in
              ext2|ext3|ext4) resize2fs $d;;
              xfs) xfs_growfs $2;;
              btrfs) btrfs filesystem resize max $2;;
              *) exit 3;;
            esac
            """;

    private final Connections connections;

    GuestGrowth(Connections connections) {
        this.connections = connections;
    }

    /** Between looks nothing of the host is held: a guest that takes its time keeps nobody from anything. */
    FileSystemGrowth of(UUID id, Optional<DataDisk> disk) {
        var started = ask(id, command(disk.map(DataDisk::serial).orElse("")));
        var pid = started.map(answer -> number(PID, answer)).orElse(OptionalLong.empty());
        return pid.isPresent() ? ended(id, pid.getAsLong()) : FileSystemGrowth.NOBODY_ASKED;
    }

    /** Empty if it is off, or no agent in it answers. */
    private Optional<String> ask(UUID id, String question) {
        var seconds = Math.toIntExact(connections.limits().agent().toSeconds());
        return connections.change(
                "have a guest grow a file system",
                connect -> Lookup.domainIfAny(connect, id, domain -> answer(domain, question, seconds))
                        .filter(answer -> !answer.isEmpty()));
    }

    private static String answer(Domain domain, String question, int seconds) {
        try {
            return domain.isActive() == 0 ? "" : GuestAgent.answer(domain, question, seconds);
        } catch (LibvirtException e) {
            log.info("A guest's agent is not asked to grow a file system: {}", e.getMessage());
            return "";
        }
    }

    private static String command(String serial) {
        var script = SCRIPT.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return "{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"arg\":[\"-c\",\"" + script
                + "\",\"grow\",\"" + serial + "\"]}}";
    }

    /** A guest is never waited for without an end. */
    private FileSystemGrowth ended(UUID id, long pid) {
        var question = "{\"execute\":\"guest-exec-status\",\"arguments\":{\"pid\":" + pid + "}}";
        var until = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - until < 0) {
            var answer = ask(id, question);
            if (answer.isEmpty()) {
                return FileSystemGrowth.NOBODY_ASKED;
            }
            if (EXITED.matcher(answer.get()).find()) {
                return number(EXIT_CODE, answer.get()).orElse(-1) == 0
                        ? FileSystemGrowth.GROWN
                        : FileSystemGrowth.NOT_DONE;
            }
            if (!waited()) {
                break;
            }
        }
        return FileSystemGrowth.NOT_DONE;
    }

    private static boolean waited() {
        try {
            Thread.sleep(LOOK_AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static OptionalLong number(Pattern pattern, String answer) {
        var matcher = pattern.matcher(answer);
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
