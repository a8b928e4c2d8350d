package dev.slipway.vm.guest;

import static dev.slipway.vm.state.VmRowMapper.instant;
import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.hypervisor.GuestReport;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.guest.SeenGuest.FileSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code vm_guest}. Written when a guest says something new, which those who are full or idle do seldom. */
@Component
class GuestRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SAID_AGAIN = Duration.ofHours(1);
    private static final String WHILE_ON = "select g.seen_at, g.report from vm_guest g join vm on vm.id = g.vm_id where"
            + " vm.id = ? and vm.observed_power in ('RUNNING', 'PAUSED', 'SHUTTING_DOWN')";

    private final JdbcClient jdbc;
    private final Clock clock;

    GuestRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<SeenGuest> of(VmId vm) {
        return jdbc.sql(WHILE_ON)
                .param(vm.value())
                .query((row, n) -> {
                    var report = JSON.readValue(row.getString("report"), GuestReport.class);
                    return new SeenGuest(
                            instant(row, "seen_at"),
                            report.hostName(),
                            report.system(),
                            report.fileSystems().stream()
                                    .map(fs ->
                                            new FileSystem(fs.mountPoint(), fs.type(), fs.usedBytes(), fs.totalBytes()))
                                    .toList(),
                            report.users());
                })
                .optional();
    }

    /**
     * Of a VM that is there.
     *
     * @param since when it runs
     * @return whether there is something new for those who look at it
     */
    boolean keep(VmId vm, Instant since, GuestReport report) {
        var before = of(vm);
        var now = clock.instant();
        if (before.filter(b -> isSame(b, report)
                        && !b.seenAt().isBefore(since)
                        && b.seenAt().plus(SAID_AGAIN).isAfter(now))
                .isPresent()) {
            return false;
        }
        jdbc.sql("insert into vm_guest (vm_id, seen_at, report) select id, :at, :report from vm where id = :vm"
                        + " on duplicate key update seen_at = :at, report = :report")
                .param("vm", vm.value())
                .param("at", utc(now))
                .param("report", JSON.writeValueAsString(report))
                .update();
        return before.isEmpty() || !isSame(before.get(), report);
    }

    /** But for less than a hundredth of a file system, which changes all the time. */
    private static boolean isSame(SeenGuest before, GuestReport report) {
        if (!before.hostName().equals(report.hostName())
                || !before.system().equals(report.system())
                || !before.users().equals(report.users())
                || before.fileSystems().size() != report.fileSystems().size()) {
            return false;
        }
        for (int i = 0; i < before.fileSystems().size(); i++) {
            var then = before.fileSystems().get(i);
            var fs = report.fileSystems().get(i);
            var now = new FileSystem(fs.mountPoint(), fs.type(), fs.usedBytes(), fs.totalBytes());
            if (!then.mountPoint().equals(now.mountPoint())
                    || !then.type().equals(now.type())
                    || then.totalBytes() != now.totalBytes()
                    || then.percent() != now.percent()) {
                return false;
            }
        }
        return true;
    }
}
