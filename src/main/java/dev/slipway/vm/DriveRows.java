package dev.slipway.vm;

import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.Drive.Disc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which discs are in the drives of VMs, and which are on their way into one. */
@Component
class DriveRows {
    private final JdbcClient jdbc;

    DriveRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All drives of a VM, the first first. */
    List<Drive> of(VmId vm) {
        Map<Integer, Disc> discs = new HashMap<>();
        jdbc.sql("select number, version_id, image_name, image_label from vm_drive"
                        + " where vm_id = ? and version_id is not null")
                .param(vm.value())
                .query(row -> {
                    discs.put(
                            row.getInt("number"),
                            new Disc(
                                    new ImageVersionId(row.getObject("version_id", UUID.class)),
                                    row.getString("image_name"),
                                    row.getString("image_label")));
                });
        List<Drive> drives = new ArrayList<>();
        for (var number = 1; number <= Drive.HOW_MANY; number++) {
            drives.add(new Drive(number, Optional.ofNullable(discs.get(number))));
        }
        return drives;
    }

    /** With the disc that its launch starts from. */
    void fill(VmId vm, int number, VmRow.Image image) {
        put(vm, number, Optional.of(new Disc(image.version().orElseThrow(), image.name(), image.label())));
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

    void put(VmId vm, int number, Optional<Disc> disc) {
        jdbc.sql("insert into vm_drive (vm_id, number, version_id, image_name, image_label)"
                        + " values (:vm, :number, :version, :name, :label)"
                        + " on duplicate key update version_id = :version, image_name = :name, image_label = :label")
                .param("vm", vm.value())
                .param("number", number)
                .param("version", disc.map(d -> d.version().value()).orElse(null))
                .param("name", disc.map(Disc::name).orElse(""))
                .param("label", disc.map(Disc::label).orElse(""))
                .update();
    }
}
