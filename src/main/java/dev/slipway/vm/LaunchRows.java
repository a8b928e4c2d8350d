package dev.slipway.vm;

import static dev.slipway.vm.VmRowMapper.utc;

import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import java.security.SecureRandom;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of a VM when they are made. */
@Component
class LaunchRows {
    private static final int MAC_ATTEMPTS = 8;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    LaunchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Conflict {@code name-taken} if a living VM of the project has that name */
    void insert(NewVm vm) {
        insertVm(vm);
        insertNic(vm);
        for (int i = 0; i < vm.sshKeys().size(); i++) {
            jdbc.sql("insert into vm_ssh_key (vm_id, position, public_key) values (?, ?, ?)")
                    .params(vm.id().value(), i, vm.sshKeys().get(i))
                    .update();
        }
    }

    void place(VmId vm, HostId host) {
        jdbc.sql("update vm set host_id = ? where id = ?")
                .params(host.value(), vm.value())
                .update();
    }

    private void insertVm(NewVm vm) {
        var owner = vm.owner();
        var image = vm.image();
        try {
            jdbc.sql("""
                insert into vm (id, tenant_id, tenant_name, project_id, project_name, owner_id, owner_name,
                    name, live_name, lifecycle, wanted_power, observed_power, observed_at, observed_since,
                    changed_at, created_at, size_name, vcpus, memory_mib, disk_mib, image_version_id,
                    image_name, image_label, default_user, firmware, cloud_init, user_data)
                values (:id, :tenant, :tenantName, :project, :projectName, :owner, :ownerName,
                    :name, :name, 'LAUNCHING', 'ON', 'MISSING', :at, :at,
                    :at, :at, :sizeName, :vcpus, :memory, :disk, :image,
                    :imageName, :imageLabel, :defaultUser, :firmware, :cloudInit, :userData)
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
                    .param("sizeName", vm.sizeName())
                    .param("vcpus", vm.resources().vcpus())
                    .param("memory", vm.resources().memoryMib())
                    .param("disk", vm.resources().diskMib())
                    .param("image", image.version().value())
                    .param("imageName", image.name())
                    .param("imageLabel", image.label())
                    .param("defaultUser", image.defaultUser())
                    .param("firmware", image.firmware().name())
                    .param("cloudInit", image.cloudInit())
                    .param("userData", vm.userData().orElse(null))
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameTaken(vm.name(), owner.projectName(), e);
        }
    }

    static Conflict nameTaken(String name, String project, @Nullable Throwable cause) {
        return new Conflict(
                "name-taken",
                "There is a VM named " + name + " in project " + project
                        + " already. Choose another name, or delete that one first.",
                null,
                cause);
    }

    /** Addresses are drawn from 16 million, so with many VMs one is drawn twice now and then. */
    private void insertNic(NewVm vm) {
        var nic = vm.nic();
        for (int attempt = 1; ; attempt++) {
            try {
                jdbc.sql("""
                    insert into vm_nic (vm_id, position, mac, network_id, network_name, kind, source)
                    values (?, 0, ?, ?, ?, ?, ?)
                    """)
                        .params(
                                vm.id().value(),
                                randomMac(),
                                nic.network().value(),
                                nic.networkName(),
                                nic.kind().name(),
                                nic.source())
                        .update();
                return;
            } catch (DuplicateKeyException e) {
                if (attempt == MAC_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** In QEMU's own range, so that no card of iron has it. */
    private String randomMac() {
        var bytes = new byte[3];
        random.nextBytes(bytes);
        return String.format(Locale.ROOT, "52:54:00:%02x:%02x:%02x", bytes[0], bytes[1], bytes[2]);
    }
}
