package dev.slipway.bench;

import static org.awaitility.Awaitility.await;

import dev.slipway.hypervisor.DomainSpec;
import dev.slipway.hypervisor.HostConnection;
import dev.slipway.hypervisor.Hypervisor;
import dev.slipway.hypervisor.Hypervisors;
import dev.slipway.hypervisor.VolumeFormat;
import dev.slipway.hypervisor.VolumeRef;
import dev.slipway.hypervisor.simulated.SimulatedHost;
import dev.slipway.hypervisor.simulated.SimulatedHosts;
import dev.slipway.kernel.HostId;
import dev.slipway.kernel.VmId;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Portal;
import dev.slipway.testing.PortalNode;
import dev.slipway.testing.PortalProcess;
import dev.slipway.testing.Qcow2Samples;
import dev.slipway.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A whole portal in this process with many simulated hosts, full of running VMs. The first host and the first VM come into
 * being as everywhere; the others are copies of their rows, with domains, disks and charges, since launching so many would
 * take longer than what is to be measured.
 */
final class ScaleEstate implements AutoCloseable {
    static final String PASSWORD = "bench admin password";
    private static final String POOL_PATH = "/pool";
    private static final int ROWS_AT_ONCE = 500;
    private static final int IMAGE_MIB = 64;

    final PortalNode node;
    final Portal portal;
    final List<SimulatedHost> machines = new ArrayList<>();
    final List<UUID> vms = new ArrayList<>();
    private final List<HostId> hosts = new ArrayList<>();
    final Map<String, Object> launch;
    private final byte[] image = Qcow2Samples.ofMib(IMAGE_MIB, 1);
    private final JdbcClient jdbc;
    private final UUID firstVm;
    private final UUID firstHost;
    private final DomainSpec spec;
    private final String base;
    private final int perHost;

    ScaleEstate(int hosts, int perHost) throws IOException {
        this.perHost = perHost;
        Path directory = Files.createTempDirectory("slipway-bench");
        String database = TestDatabase.get().freshSchema();
        node = PortalNode.start(database, directory.resolve("state"), settings(directory))
                .front();
        portal = new Portal(new ApiClient(node.port(), Optional.of(PortalProcess.administratorsToken(database))));
        jdbc = node.get(JdbcClient.class);
        launch = new HashMap<>(portal.launchBody("first"));
        firstVm = UUID.fromString(portal.launch(launch));
        portal.awaitStatus(firstVm.toString(), Duration.ofSeconds(60), "RUNNING");
        firstHost = jdbc.sql("select id from host").query(UUID.class).single();
        SimulatedHost machine = node.get(SimulatedHosts.class).host("bench-0");
        spec = machine.defined().getFirst();
        base = jdbc.sql("select volume from staged_image").query(String.class).single();
        fill(hosts);
    }

    private Map<String, String> settings(Path directory) {
        return Map.of(
                "logging.level.root", "warn",
                "slipway.bootstrap.admin-password", PASSWORD,
                "slipway.bootstrap.host-uri", "simulated:bench-0",
                "slipway.bootstrap.host-pool-path", POOL_PATH,
                "slipway.bootstrap.network", "bridge:br0",
                "slipway.bootstrap.image",
                        Qcow2Samples.write(directory.resolve("small.qcow2"), image)
                                .toString(),
                "slipway.placement.vcpu-ratio", "100");
    }

    /** A VM's status as the database has it. */
    Optional<String> status(UUID vm) {
        return jdbc.sql("select status from vm where id = ?")
                .param(vm)
                .query(String.class)
                .optional();
    }

    List<Hypervisor> hypervisors() {
        return hosts.stream().map(node.get(Hypervisors.class)::on).toList();
    }

    /** On which the VM is that comes there in the list. */
    SimulatedHost machineOf(int n) {
        return machines.get(n / perHost);
    }

    /** Says on a host that something has changed there, though nothing has. */
    void stir(int machine) {
        int n = machine * perHost;
        machines.get(machine).virsh().rename(vms.get(n), domainName(n, vms.get(n)));
    }

    private static String domainName(int n, UUID vm) {
        return "vm-" + n + "-" + vm.toString().substring(0, 13);
    }

    private void fill(int hosts) {
        jdbc.sql("create table bench_host (n int primary key, id uuid, name varchar(60), host_uuid uuid)")
                .update();
        jdbc.sql("create table bench_vm (id uuid primary key, host_id uuid, name varchar(60), mac char(17),"
                        + " addresses varchar(60))")
                .update();
        List<Object[]> hostRows = new ArrayList<>();
        List<Object[]> vmRows = new ArrayList<>();
        for (int h = 1; h <= hosts; h++) {
            String name = "bench-" + h;
            HostId id = HostId.random();
            this.hosts.add(id);
            UUID machine = UUID.nameUUIDFromBytes(("simulated:" + name).getBytes(StandardCharsets.UTF_8));
            hostRows.add(new Object[] {h, id.value(), name, machine});
            machines.add(machine(id, name, vmRows));
        }
        insert("bench_host", hostRows);
        insert("bench_vm", vmRows);
        vmRows.forEach(row -> vms.add((UUID) row[0]));
        // At once, since a host that is seen is watched, and what is found there is written while the rest still is
        // copied.
        node.get(TransactionTemplate.class).executeWithoutResult(status -> copyRows());
        jdbc.sql("update host set enabled = false where id = ?")
                .param(firstHost)
                .update();
        await("all hosts to be watched")
                .atMost(Duration.ofMinutes(5))
                .until(() -> jdbc.sql("select count(*) from host where watcher is not null")
                                .query(Integer.class)
                                .single()
                        == hosts + 1);
    }

    private SimulatedHost machine(HostId id, String name, List<Object[]> rows) {
        SimulatedHost machine =
                node.get(SimulatedHosts.class).host(name).withSize(64, 4L * 1024 * 1024, 400L * 1024 * 1024);
        machine.guests().bootingIn(Duration.ZERO).addressAfter(Duration.ZERO);
        node.get(Hypervisors.class).register(id, new HostConnection("simulated:" + name));
        Hypervisor on = node.get(Hypervisors.class).on(id);
        on.ensurePool(spec.disk().pool(), POOL_PATH);
        on.upload(
                new VolumeRef(spec.disk().pool(), base),
                VolumeFormat.QCOW2,
                new ByteArrayInputStream(image),
                image.length,
                sent -> {});
        for (int i = 0; i < perHost; i++) {
            int n = rows.size();
            UUID vm = UUID.randomUUID();
            String mac = String.format(Locale.ROOT, "02:00:00:%02x:%02x:%02x", n >> 16, (n >> 8) & 255, n & 255);
            start(machine, on, n, vm, mac);
            rows.add(new Object[] {vm, id.value(), "vm-" + n, mac, String.join(" ", on.addresses(vm))});
        }
        return machine;
    }

    private void start(SimulatedHost machine, Hypervisor on, int n, UUID vm, String mac) {
        VolumeRef disk = copy(spec.disk(), vm);
        on.createOverlay(disk, new VolumeRef(disk.pool(), base), IMAGE_MIB);
        Optional<VolumeRef> seed = spec.seed().map(s -> copy(s, vm));
        seed.ifPresent(s -> machine.virsh().createVolume(s, 1));
        DomainSpec.NicSpec nic = spec.nics().getFirst();
        on.define(new DomainSpec(
                new VmId(vm),
                domainName(n, vm),
                "vm",
                spec.vcpus(),
                spec.memoryMib(),
                disk,
                seed,
                List.of(new DomainSpec.NicSpec(mac, nic.kind(), nic.source(), nic.filter())),
                spec.firmware(),
                spec.acceleration()));
        on.start(vm);
    }

    private VolumeRef copy(VolumeRef volume, UUID vm) {
        return new VolumeRef(volume.pool(), volume.name().replace(firstVm.toString(), vm.toString()));
    }

    private void insert(String table, List<Object[]> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            List<Object[]> some = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
            String row = "(?" + ", ?".repeat(some.getFirst().length - 1) + ")";
            jdbc.sql("insert into " + table + " values " + (row + ", ").repeat(some.size() - 1) + row)
                    .params(some.stream().flatMap(java.util.Arrays::stream).toList())
                    .update();
        }
    }

    /** Totals stay the sums of the charges, and what is promised on a host the sum of its allocations. */
    private void copyRows() {
        copy(
                "host",
                "bench_host",
                "id",
                Map.of(
                        "id",
                        "c.id",
                        "name",
                        "c.name",
                        "host_uuid",
                        "c.host_uuid",
                        "uri",
                        "concat('simulated:', c.name)",
                        "watcher",
                        "null",
                        "watched_until",
                        "null"));
        for (String table : List.of("host_capacity", "host_network", "staged_image")) {
            copy(table, "bench_host", "host_id", Map.of("host_id", "c.id"));
        }
        copy("allocation", "bench_vm", "vm_id", Map.of("vm_id", "c.id", "host_id", "c.host_id"));
        copy("quota_charge", "bench_vm", "subject", Map.of("subject", "c.id"));
        copy(
                "vm",
                "bench_vm",
                "id",
                Map.of(
                        "id",
                        "c.id",
                        "host_id",
                        "c.host_id",
                        "name",
                        "c.name",
                        "live_name",
                        "c.name",
                        "addresses",
                        "c.addresses"));
        copy("vm_nic", "bench_vm", "vm_id", Map.of("vm_id", "c.id", "mac", "c.mac", "id", "uuid()"));
        jdbc.sql(
                        "update host_capacity c set vcpus = (select coalesce(sum(a.vcpus), 0) from allocation a where a.host_id"
                                + " = c.host_id), memory_mib = (select coalesce(sum(a.memory_mib), 0) from allocation a where"
                                + " a.host_id = c.host_id), disk_mib = (select coalesce(sum(a.disk_mib), 0) from allocation a"
                                + " where a.host_id = c.host_id)")
                .update();
        int all = vms.size() + 1;
        jdbc.sql("update quota_node set used_vms = used_vms * :n, used_vcpus = used_vcpus * :n,"
                        + " used_memory_mib = used_memory_mib * :n, used_disk_mib = used_disk_mib * :n,"
                        + " used_running_vcpus = used_running_vcpus * :n,"
                        + " used_running_memory_mib = used_running_memory_mib * :n, limit_vms = null,"
                        + " limit_vcpus = null, limit_memory_mib = null, limit_disk_mib = null,"
                        + " limit_running_vcpus = null, limit_running_memory_mib = null")
                .param("n", all)
                .update();
    }

    /** The rows of the first one once for each of the copies. */
    private void copy(String table, String copies, String key, Map<String, String> others) {
        List<String> columns = jdbc.sql("select column_name from information_schema.columns where table_schema ="
                        + " database() and table_name = ? and is_generated = 'NEVER'")
                .param(table)
                .query(String.class)
                .list();
        List<String> values = columns.stream()
                .map(column -> others.getOrDefault(column, "t." + column))
                .toList();
        jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + String.join(", ", values)
                        + " from " + table + " t join " + copies + " c where t." + key + " = ?")
                .param(copies.equals("bench_host") ? firstHost : firstVm)
                .update();
    }

    @Override
    public void close() {
        node.close();
    }
}
