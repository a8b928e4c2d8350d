package dev.slipway.vm.adopt;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.hypervisor.DomainDescription;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.launch.LaunchRows;
import dev.slipway.vm.outside.OutsideDrive;
import dev.slipway.vm.outside.OutsideDriveRows;
import dev.slipway.vm.state.ObservedPower;
import dev.slipway.vm.state.PowerWish;
import dev.slipway.vm.state.VmRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is kept of VMs beyond others' because they were adopted: how they were found, and on which disks. */
@Component
public class AdoptedRows {
    private final JdbcClient jdbc;
    private final OutsideDriveRows drives;

    /** As it was found. @param definition to bring it back with */
    public record Found(String domainName, String definition) {}

    AdoptedRows(JdbcClient jdbc, OutsideDriveRows drives) {
        this.jdbc = jdbc;
        this.drives = drives;
    }

    public Optional<Found> find(VmId vm) {
        return jdbc.sql("select domain_name, definition from vm_adopted where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> new Found(row.getString(1), row.getString(2)))
                .optional();
    }

    public List<VolumeRef> disks(VmId vm) {
        return jdbc.sql("select pool, volume from vm_adopted_disk where vm_id = ? order by position")
                .param(vm.value())
                .query((row, n) -> new VolumeRef(row.getString(1), row.getString(2)))
                .list();
    }

    /** @throws Conflict if its name, UUID or one of its MAC addresses is another VM's */
    void insert(Adopted vm) {
        try {
            insertVm(vm);
        } catch (DuplicateKeyException e) {
            throw LaunchRows.nameTaken(vm.name(), e);
        }
        var found = vm.found();
        jdbc.sql("insert into vm_adopted (vm_id, domain_name, definition) values (?, ?, ?)")
                .params(vm.id().value(), found.name(), found.definition())
                .update();
        for (int i = 0; i < found.disks().size(); i++) {
            insertDisk(vm.id(), i, found.disks().get(i));
        }
        for (int i = 0; i < vm.nics().size(); i++) {
            insertNic(vm.id(), i, vm.nics().get(i));
        }
        drives.put(vm.id(), OutsideDrive.of(found.drives()));
    }

    private void insertVm(Adopted vm) {
        var owner = vm.owner();
        jdbc.sql("""
            insert into vm (id, tenant_id, tenant_name, project_id, project_name, owner_id, owner_name,
                name, live_name, lifecycle, wanted_power, observed_power, observed_at, observed_since,
                changed_at, created_at, host_id, size_name, vcpus, memory_mib, disk_mib, image_version_id,
                image_name, image_label, default_user, firmware, cloud_init, user_data)
            values (:id, :tenant, :tenantName, :project, :projectName, :owner, :ownerName,
                :name, :name, 'READY', :wanted, :observed, :seen, :seen,
                :at, :at, :host, 'Adopted', :vcpus, :memory, :disk, null,
                'None', 'it was adopted', '', :firmware, false, null)
            """)
                .param("id", vm.id().value())
                .param("tenant", owner.tenant().value())
                .param("tenantName", owner.tenantName())
                .param("project", owner.project().value())
                .param("projectName", owner.projectName())
                .param("owner", owner.user().value())
                .param("ownerName", owner.userName())
                .param("name", vm.name())
                .param("wanted", (vm.power().isOn() ? PowerWish.ON : PowerWish.OFF).name())
                .param("observed", vm.power().name())
                .param("seen", utc(vm.seenAt()))
                .param("at", utc(vm.at()))
                .param("host", vm.host().value())
                .param("vcpus", vm.resources().vcpus())
                .param("memory", vm.resources().memoryMib())
                .param("disk", vm.resources().diskMib())
                .param("firmware", vm.found().firmware().name())
                .update();
    }

    private void insertDisk(VmId vm, int position, DomainDescription.Disk disk) {
        var volume = disk.volume().orElseThrow();
        jdbc.sql("insert into vm_adopted_disk (vm_id, position, target, pool, volume, capacity_mib)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(vm.value(), position, disk.target(), volume.pool(), volume.name(), disk.capacityMib())
                .update();
    }

    private void insertNic(VmId vm, int position, VmRow.Nic nic) {
        try {
            jdbc.sql("insert into vm_nic (vm_id, position, mac, network_id, network_name, kind, source)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            vm.value(),
                            position,
                            nic.mac(),
                            nic.network().value(),
                            nic.networkName(),
                            nic.kind().name(),
                            nic.source())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Conflict(
                    "mac-taken",
                    "Its MAC address " + nic.mac() + " is that of another VM. Change it with virsh edit first.",
                    null,
                    e);
        }
    }

    /** A domain that is about to be a VM: everything checked, nothing written yet. */
    record Adopted(
            VmId id,
            String name,
            VmRow.Owner owner,
            HostId host,
            Resources resources,
            ObservedPower power,
            Instant seenAt,
            Instant at,
            DomainDescription found,
            List<VmRow.Nic> nics) {}
}
