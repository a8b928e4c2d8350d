package dev.slipway.vm.disc;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.disc.Drive.Disc;
import dev.slipway.vm.launch.NewVm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which discs are in the drives of VMs, and which are on their way into one. */
@Component
public class DriveRows {
    private static final int AT_A_TIME = 200;

    private final JdbcClient jdbc;

    DriveRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All drives of a VM, the first first. */
    public List<Drive> of(VmId vm) {
        Map<Integer, Drive> filled = new HashMap<>();
        jdbc.sql("select number, version_id, image_name, image_label, leaving from vm_drive"
                        + " where vm_id = ? and version_id is not null")
                .param(vm.value())
                .query(row -> {
                    var number = row.getInt("number");
                    filled.put(
                            number,
                            new Drive(number, Optional.of(disc(row)), leaving(row) != Leaving.STAYS, Optional.empty()));
                });
        return IntStream.rangeClosed(1, Drive.HOW_MANY)
                .mapToObj(number -> filled.getOrDefault(number, Drive.empty(number)))
                .toList();
    }

    private static Disc disc(ResultSet row) throws SQLException {
        return new Disc(
                new ImageVersionId(row.getObject("version_id", UUID.class)),
                row.getString("image_name"),
                row.getString("image_label"));
    }

    private static Leaving leaving(ResultSet row) throws SQLException {
        return Leaving.valueOf(row.getString("leaving"));
    }

    /** What its launch puts in: the disc that it starts from, and perhaps another one. */
    public void fill(NewVm vm) {
        var image = vm.image();
        put(vm.id(), 1, Optional.of(new Disc(image.version().orElseThrow(), image.name(), image.label())));
        if (vm.discs().outAtReboot()) {
            jdbc.sql("update vm_drive set leaving = 'AT_REBOOT' where vm_id = ? and number = 1")
                    .param(vm.id().value())
                    .update();
        }
        vm.discs().second().ifPresent(disc -> put(vm.id(), 2, Optional.of(disc)));
    }

    /**
     * A domain of that id has restarted on that host.
     *
     * @return false unless that is where the VM has its place, and a disc of it waits for that; false also if its reset button
     *     was pressed here, which ends no installation
     */
    public boolean restarted(HostId host, VmId vm) {
        return jdbc.sql("update vm_drive d join vm v on v.id = d.vm_id set d.leaving = 'DUE' where d.vm_id = ?"
                                + " and d.leaving = 'AT_REBOOT' and v.host_id = ?"
                                + " and v.lifecycle in ('LAUNCHING', 'READY')"
                                + " and (v.under_way is null or v.under_way <> 'RESET')")
                        .params(vm.value(), host.value())
                        .update()
                > 0;
    }

    /** Its guest has shut itself down. False if no disc of it waits for that. */
    public boolean restarted(VmId vm) {
        return jdbc.sql("update vm_drive set leaving = 'DUE' where vm_id = ? and leaving = 'AT_REBOOT'")
                        .param(vm.value())
                        .update()
                > 0;
    }

    /** Its launch begins anew elsewhere: what its guest has done was in vain. */
    public void notRestarted(VmId vm) {
        jdbc.sql("update vm_drive set leaving = 'AT_REBOOT' where vm_id = ? and leaving = 'DUE'")
                .param(vm.value())
                .update();
    }

    record Due(VmId vm, int number) {}

    /** Those that can leave now, if nothing comes in between; some at a time. */
    List<Due> due() {
        return jdbc.sql("select d.vm_id, d.number from vm_drive d join vm v on v.id = d.vm_id where d.leaving = 'DUE'"
                        + " and v.lifecycle = 'READY' and v.under_way is null and v.host_silent_since is null"
                        + " and v.observed_power not in ('MISSING', 'HIBERNATED') order by d.vm_id, d.number limit "
                        + AT_A_TIME)
                .query((row, n) -> new Due(new VmId(row.getObject("vm_id", UUID.class)), row.getInt("number")))
                .list();
    }

    /** Whether the disc in this drive is due to leave; it is not any more then. */
    boolean takeDue(VmId vm, int number) {
        return jdbc.sql("update vm_drive set leaving = 'STAYS' where vm_id = ? and number = ? and leaving = 'DUE'")
                        .params(vm.value(), number)
                        .update()
                == 1;
    }

    /** From now on that version is needed where the VM is. */
    void coming(VmId vm, int number, Optional<ImageVersionId> version) {
        var id = version.map(ImageVersionId::value).orElse(null);
        jdbc.sql("insert into vm_drive (vm_id, number, coming_id) values (:vm, :number, :coming)"
                        + " on duplicate key update coming_id = :coming")
                .param("vm", vm.value())
                .param("number", number)
                .param("coming", id)
                .update();
    }

    /** It stays in there until somebody takes it out. */
    void put(VmId vm, int number, Optional<Disc> disc) {
        jdbc.sql("insert into vm_drive (vm_id, number, version_id, image_name, image_label)"
                        + " values (:vm, :number, :version, :name, :label)"
                        + " on duplicate key update leaving = 'STAYS', version_id = :version,"
                        + " image_name = :name, image_label = :label")
                .param("vm", vm.value())
                .param("number", number)
                .param("version", disc.map(d -> d.version().value()).orElse(null))
                .param("name", disc.map(Disc::name).orElse(""))
                .param("label", disc.map(Disc::label).orElse(""))
                .update();
        jdbc.sql("delete from vm_drive_outside where vm_id = ? and number = ?")
                .params(vm.value(), number)
                .update();
    }
}
