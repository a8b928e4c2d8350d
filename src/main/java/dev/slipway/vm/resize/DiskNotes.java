package dev.slipway.vm.resize;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.VmId;
import dev.slipway.vm.state.VmRow;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is left to be done in guests whose own disks have grown. */
@Component
class DiskNotes {
    private static final String GUEST_HAS_TO =
            "It is larger; the file system on it may not be yet. In the guest, find its partition by: findmnt /. Then for"
                    + " /dev/vda1: growpart /dev/vda 1, and resize2fs /dev/vda1 for ext4, or xfs_growfs / for XFS.";
    private static final String CLOUD_INIT_DOES = " Or start it anew: cloud-init does it then.";

    private final JdbcClient jdbc;
    private final Clock clock;

    private record Note(String words, Instant at) {}

    DiskNotes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void nothingIsLeft(VmId vm) {
        jdbc.sql("update vm set disk_note = null, disk_noted_at = null where id = ?")
                .param(vm.value())
                .update();
    }

    void guestHasToGrow(VmRow vm) {
        jdbc.sql("update vm set disk_note = ?, disk_noted_at = ? where id = ?")
                .params(
                        GUEST_HAS_TO + (vm.image().cloudInit() ? CLOUD_INIT_DOES : ""),
                        utc(clock.instant()),
                        vm.id().value())
                .update();
    }

    /** What a start since then has done by itself is not told any more. */
    Optional<String> of(VmRow vm) {
        return jdbc.sql("select disk_note, disk_noted_at from vm where id = ? and disk_note is not null")
                .param(vm.id().value())
                .query((row, n) -> new Note(
                        row.getString(1), row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .optional()
                .filter(note -> !vm.image().cloudInit() || !vm.power().since().isAfter(note.at()))
                .map(Note::words);
    }
}
