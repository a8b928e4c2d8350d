package dev.slipway.vm.launch;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.catalog.ImageKind;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.WarmPoolId;
import dev.slipway.network.NetworkAddresses;
import dev.slipway.network.NicAddress;
import dev.slipway.vm.disc.DriveRows;
import dev.slipway.vm.group.GroupRows;
import dev.slipway.vm.nic.NewMacs;
import dev.slipway.vm.state.PowerWish;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of a VM when they are made. */
@Component
public class LaunchRows {
    private final JdbcClient jdbc;
    private final NewMacs macs;
    private final NetworkAddresses addresses;
    private final GroupRows groups;
    private final DriveRows drives;

    LaunchRows(JdbcClient jdbc, NewMacs macs, NetworkAddresses addresses, GroupRows groups, DriveRows drives) {
        this.drives = drives;
        this.jdbc = jdbc;
        this.macs = macs;
        this.addresses = addresses;
        this.groups = groups;
    }

    /**
     * @throws Conflict {@code name-taken} if a living VM of the project has that name
     * @throws dev.slipway.kernel.NoCapacity {@code addresses-exhausted} if its network has none left
     */
    void insert(NewVm vm) {
        insertVm(vm);
        insertNic(vm);
        if (vm.image().kind() == ImageKind.ISO && vm.origin().isEmpty()) {
            drives.fill(vm);
        }
        groups.join(vm.id(), vm.groups());
        insertKeys(vm);
    }

    /**
     * Makes one that waits in a warm pool this one. The caller holds its row.
     *
     * @param domainName which its domain keeps
     * @throws Conflict {@code name-taken} if a living VM of the project has that name
     */
    public void handOver(NewVm vm, String domainName) {
        var owner = vm.owner();
        try {
            jdbc.sql("update vm set tenant_id = ?, tenant_name = ?, project_id = ?, project_name = ?, owner_id = ?,"
                            + " owner_name = ?, name = ?, live_name = ?, lifecycle = 'LAUNCHING', wanted_power = 'ON',"
                            + " power_note = null, changed_at = ?, created_at = ?, size_name = ?, image_name = ?,"
                            + " image_label = ?, default_user = ?, warm_pool_id = null, warm_ready_at = null,"
                            + " introduction = 'DUE', domain_name = ? where id = ?")
                    .param(owner.tenant().value())
                    .param(owner.tenantName())
                    .param(owner.project().value())
                    .param(owner.projectName())
                    .param(owner.user().value())
                    .param(owner.userName())
                    .param(vm.name())
                    .param(vm.name())
                    .param(utc(vm.at()))
                    .param(utc(vm.at()))
                    .param(vm.sizeName())
                    .param(vm.image().name())
                    .param(vm.image().label())
                    .param(vm.image().defaultUser())
                    .param(domainName)
                    .param(vm.id().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(vm.name(), e);
        }
        insertKeys(vm);
    }

    private void insertKeys(NewVm vm) {
        for (int i = 0; i < vm.sshKeys().size(); i++) {
            jdbc.sql("insert into vm_ssh_key (vm_id, position, public_key) values (?, ?, ?)")
                    .params(vm.id().value(), i, vm.sshKeys().get(i))
                    .update();
        }
    }

    private void insertVm(NewVm vm) {
        var owner = vm.owner();
        var image = vm.image();
        try {
            jdbc.sql("""
                insert into vm (id, tenant_id, tenant_name, project_id, project_name, owner_id, owner_name,
                    name, live_name, lifecycle, wanted_power, observed_power, observed_at, observed_since,
                    changed_at, created_at, size_name, vcpus, memory_mib, disk_mib, image_version_id, image_kind,
                    image_name, image_label, default_user, firmware, cloud_init, stands_alone, user_data, host_tags, warm_pool_id)
                values (:id, :tenant, :tenantName, :project, :projectName, :owner, :ownerName,
                    :name, :name, 'LAUNCHING', :power, 'MISSING', :at, :at,
                    :at, :at, :sizeName, :vcpus, :memory, :disk, :image, :imageKind,
                    :imageName, :imageLabel, :defaultUser, :firmware, :cloudInit, :standsAlone, :userData, :hostTags, :warmPool)
                """)
                    .param("id", vm.id().value())
                    .param("tenant", owner.tenant().value())
                    .param("tenantName", owner.tenantName())
                    .param("project", owner.project().value())
                    .param("projectName", owner.projectName())
                    .param("owner", owner.user().value())
                    .param("ownerName", owner.userName())
                    .param("name", vm.name())
                    .param("at", utc(vm.at()))
                    .param("power", (vm.starts() ? PowerWish.ON : PowerWish.OFF).name())
                    .param("sizeName", vm.sizeName())
                    .param("vcpus", vm.resources().vcpus())
                    .param("memory", vm.resources().memoryMib())
                    .param("disk", vm.resources().diskMib())
                    .param("image", image.version().orElseThrow().value())
                    .param("imageKind", image.kind().name())
                    .param("imageName", image.name())
                    .param("imageLabel", image.label())
                    .param("defaultUser", image.defaultUser())
                    .param("firmware", image.firmware().name())
                    .param("cloudInit", image.cloudInit())
                    .param("standsAlone", image.standsAlone())
                    .param("userData", vm.userData().orElse(null))
                    .param("hostTags", vm.hostTags().toString())
                    .param("warmPool", vm.pool().map(WarmPoolId::value).orElse(null))
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(vm.name(), e);
        }
    }

    public static Conflict nameTaken(String name, @Nullable Throwable cause) {
        return new Conflict(
                "name-taken",
                "There is a VM named " + name + " already, perhaps in the recycle bin. Choose another name, or delete"
                        + " that one for good first.",
                null,
                cause);
    }

    private void insertNic(NewVm vm) {
        var nic = vm.nic();
        var reserved = addresses.take(nic.network(), nic.networkName(), vm.id()).stream()
                .map(NicAddress::address)
                .collect(Collectors.joining(" "));
        macs.draw(mac -> jdbc.sql("""
                insert into vm_nic (vm_id, position, mac, network_id, network_name, kind, source, reserved)
                values (?, 0, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        vm.id().value(),
                        mac,
                        nic.network().value(),
                        nic.networkName(),
                        nic.kind().name(),
                        nic.source(),
                        reserved)
                .update());
    }
}
