package dev.slipway.vm.outside;

import dev.slipway.kernel.VmId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which drives are otherwise on their hosts than written here. */
@Component
public class OutsideDriveRows {
    private final JdbcClient jdbc;

    OutsideDriveRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The first first. */
    public List<OutsideDrive> of(VmId vm) {
        return jdbc.sql("select number, target, file, opened from vm_drive_outside where vm_id = ? order by number")
                .param(vm.value())
                .query((row, n) -> new OutsideDrive(
                        row.getInt("number"), row.getString("target"), row.getString("file"), row.getBoolean("opened")))
                .list();
    }

    public void put(VmId vm, List<OutsideDrive> drives) {
        jdbc.sql("delete from vm_drive_outside where vm_id = ?")
                .param(vm.value())
                .update();
        for (var drive : drives) {
            jdbc.sql("insert into vm_drive_outside (vm_id, number, target, file, opened) values (?, ?, ?, ?, ?)")
                    .params(vm.value(), drive.number(), drive.target(), drive.file(), drive.opened())
                    .update();
        }
    }
}
