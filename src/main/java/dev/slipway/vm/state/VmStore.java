package dev.slipway.vm.state;

import static dev.slipway.vm.state.VmRowMapper.utc;

import dev.slipway.kernel.HostId;
import dev.slipway.kernel.HostTags;
import dev.slipway.kernel.ImageVersionId;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.resize.Resize;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of VMs: read whole, written by conditional updates that say from which state. An update of no row means that
 * somebody was faster. Rows of several kinds are always locked in this order: operation, VM, placement, quota.
 */
@Component
public class VmStore {
    private static final int LONGEST_SENTENCE = 2000;
    private static final Duration BEFORE_NEXT_PURGE = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final VmRowMapper mapper = new VmRowMapper();

    VmStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Optional<VmRow> find(VmId vm) {
        return jdbc.sql(VmRowMapper.SELECT + " where v.id = ?")
                .param(vm.value())
                .query(mapper)
                .optional();
    }

    /** Those that are there, by name. */
    public List<VmRow> find(Collection<VmId> vms) {
        return vms.isEmpty()
                ? List.of()
                : jdbc.sql(VmRowMapper.SELECT + " where v.id in (:vms) order by v.name, v.id")
                        .param("vms", vms.stream().map(VmId::value).toList())
                        .query(mapper)
                        .list();
    }

    /** As {@link #find(VmId)}, and nobody else changes it until the transaction ends. */
    public Optional<VmRow> lock(VmId vm) {
        return jdbc.sql(VmRowMapper.SELECT + " where v.id = ? for update")
                .param(vm.value())
                .query(mapper)
                .optional();
    }

    public Optional<String> userData(VmId vm) {
        return jdbc.sql("select user_data from vm where id = ? and user_data is not null")
                .param(vm.value())
                .query(String.class)
                .optional();
    }

    /** What its size and image asked of hosts when it was launched. */
    public HostTags hostTags(VmId vm) {
        return jdbc.sql("select host_tags from vm where id = ?")
                .param(vm.value())
                .query(String.class)
                .optional()
                .map(HostTags::parse)
                .orElse(HostTags.NONE);
    }

    public List<String> sshKeys(VmId vm) {
        return jdbc.sql("select public_key from vm_ssh_key where vm_id = ? order by position")
                .param(vm.value())
                .query(String.class)
                .list();
    }

    public void place(VmId vm, HostId host) {
        jdbc.sql("update vm set host_id = ? where id = ?")
                .params(host.value(), vm.value())
                .update();
    }

    /** Notes that its launch failed there. @return all hosts on which it did */
    public Set<HostId> failedOn(VmId vm, HostId host) {
        jdbc.sql("insert ignore into vm_tried_host (vm_id, host_id, tried_at) values (?, ?, ?)")
                .params(vm.value(), host.value(), now())
                .update();
        return jdbc.sql("select host_id from vm_tried_host where vm_id = ?")
                .param(vm.value())
                .query((row, n) -> new HostId(row.getObject(1, UUID.class)))
                .set();
    }

    public boolean begin(VmId vm, Verb verb) {
        return 1
                == jdbc.sql("update vm set under_way = ?, wanted_power = coalesce(?, wanted_power), changed_at = ?"
                                + " where id = ? and lifecycle in ('READY', ?) and under_way is null")
                        .params(Arrays.asList(
                                verb.name(),
                                verb.wish().map(Enum::name).orElse(null),
                                now(),
                                vm.value(),
                                verb.isAlsoForBinned() ? Lifecycle.BINNED.name() : Lifecycle.READY.name()))
                        .update();
    }

    public void wants(VmId vm, PowerWish wish) {
        jdbc.sql("update vm set wanted_power = ? where id = ?")
                .params(wish.name(), vm.value())
                .update();
    }

    public void end(VmId vm) {
        jdbc.sql("update vm set under_way = null, changed_at = ? where id = ? and under_way is not null")
                .params(now(), vm.value())
                .update();
    }

    /** From now on that version is needed where the VM is; empty: it is not any more. */
    public void coming(VmId vm, Optional<ImageVersionId> version) {
        jdbc.sql("update vm set coming_version_id = ? where id = ?")
                .params(Arrays.asList(version.map(ImageVersionId::value).orElse(null), vm.value()))
                .update();
    }

    public void rebuilt(VmId vm, String diskName, VmRow.Image image) {
        jdbc.sql("update vm set disk_name = ?, image_version_id = ?, image_kind = ?, image_name = ?, image_label = ?,"
                        + " default_user = ?, firmware = ?, cloud_init = ?, stands_alone = ?, disk_note = null,"
                        + " disk_noted_at = null where id = ?")
                .params(
                        diskName,
                        image.version().orElseThrow().value(),
                        image.kind().name(),
                        image.name(),
                        image.label(),
                        image.defaultUser(),
                        image.firmware().name(),
                        image.cloudInit(),
                        image.standsAlone(),
                        vm.value())
                .update();
    }

    /** Its host still has to have what it was launched for. */
    public void resized(VmId vm, Resize resize) {
        var to = resize.resources();
        jdbc.sql("update vm set size_name = ?, vcpus = ?, memory_mib = ?, disk_mib = ?, host_tags = ? where id = ?")
                .params(
                        resize.sizeName(),
                        to.vcpus(),
                        to.memoryMib(),
                        to.diskMib(),
                        hostTags(vm).plus(resize.tags()).toString(),
                        vm.value())
                .update();
    }

    /** Until its next start it runs with that. Empty: with what it is defined with. */
    public void runsWith(VmId vm, Optional<VmRow.RunsWith> with) {
        jdbc.sql("update vm set runs_size_name = ?, runs_vcpus = ?, runs_memory_mib = ?, runs_since = ? where id = ?")
                .params(Arrays.asList(
                        with.map(VmRow.RunsWith::sizeName).orElse(null),
                        with.map(VmRow.RunsWith::vcpus).orElse(null),
                        with.map(VmRow.RunsWith::memoryMib).orElse(null),
                        with.map(now -> utc(now.since())).orElse(null),
                        vm.value()))
                .update();
    }

    /** Whether it starts from a disc in its drives, before its disk. */
    public void inRescue(VmId vm, boolean in) {
        jdbc.sql("update vm set in_rescue = ? where id = ?")
                .params(in, vm.value())
                .update();
    }

    public void hasDisk(VmId vm, long mib) {
        jdbc.sql("update vm set disk_mib = ? where id = ?")
                .params(mib, vm.value())
                .update();
    }

    /** Empty once it has a fresh disk, on which a first boot tells it. */
    public void introduction(VmId vm, Optional<Introduction> how) {
        jdbc.sql("update vm set introduction = ? where id = ?")
                .params(Arrays.asList(how.map(Enum::name).orElse(null), vm.value()))
                .update();
    }

    public void launched(VmId vm) {
        jdbc.sql("update vm set lifecycle = 'READY', changed_at = ? where id = ? and lifecycle = 'LAUNCHING'")
                .params(now(), vm.value())
                .update();
    }

    /** The name is free again, and no host has anything of it. */
    public void launchFailed(VmId vm, Problem why) {
        jdbc.sql("update vm set lifecycle = 'FAILED', live_name = null, host_id = null, host_silent_since = null,"
                        + " wanted_power = 'OFF', addresses = '', failure_code = ?, failure = ?, changed_at = ?"
                        + " where id = ? and lifecycle = 'LAUNCHING'")
                .params(why.code(), cut(why.sentence()), now(), vm.value())
                .update();
        jdbc.sql("update vm_nic set reserved = '' where vm_id = ?")
                .param(vm.value())
                .update();
    }

    /** False if it is not being launched any more. */
    public boolean requestDelete(VmId vm) {
        return 1
                == jdbc.sql("update vm set delete_requested = true where id = ? and lifecycle = 'LAUNCHING'")
                        .param(vm.value())
                        .update();
    }

    /** @param from as it was found; false if it is not so any more, or is protected or busy by now */
    public boolean deleting(VmId vm, Lifecycle from) {
        return 1
                == jdbc.sql("update vm set lifecycle = 'DELETING', wanted_power = 'OFF', changed_at = ?"
                                + " where id = ? and lifecycle = ? and under_way is null and not delete_protected")
                        .params(now(), vm.value(), from.name())
                        .update();
    }

    /**
     * What is left of it can be deleted again: a VM without a host is one whose launch had failed, and one that was in the
     * recycle bin is there again, and not due for an hour.
     */
    public void deleteFailed(VmId vm, String note) {
        jdbc.sql("update vm set lifecycle = case when host_id is null then 'FAILED' when purge_at is null then 'READY'"
                        + " else 'BINNED' end, purge_at = greatest(purge_at, ?), power_note = ?, changed_at = ?"
                        + " where id = ? and lifecycle = 'DELETING'")
                .params(
                        utc(clock.instant().plus(BEFORE_NEXT_PURGE)),
                        note.substring(0, Math.min(note.length(), 500)),
                        now(),
                        vm.value())
                .update();
    }

    /**
     * The name is free again, and it is on no host any more; what was kept of it is lost too.
     *
     * @return false if it is not settled on that host
     */
    public boolean lost(VmId vm, HostId host, String why) {
        boolean lost = 1
                == jdbc.sql(
                                "update vm set lifecycle = 'LOST', live_name = null, host_id = null, host_silent_since = null,"
                                        + " on_snapshot_id = null,"
                                        + " wanted_power = 'OFF', addresses = '', failure_code = 'host-given-up', failure = ?,"
                                        + " binned_at = null, purge_at = null, changed_at = ? where id = ? and host_id = ?"
                                        + " and lifecycle in ('READY', 'BINNED') and under_way is null")
                        .params(cut(why), now(), vm.value(), host.value())
                        .update();
        if (lost) {
            jdbc.sql("delete from vm_snapshot where vm_id = ?")
                    .param(vm.value())
                    .update();
        }
        return lost;
    }

    public void remove(VmId vm) {
        jdbc.sql("delete from vm where id = ?").param(vm.value()).update();
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }

    private static String cut(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE - 1) + "…";
    }
}
