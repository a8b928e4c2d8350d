package dev.slipway.hypervisor;

import dev.slipway.kernel.VmId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A VM as it is to be defined on a host. The domain's UUID is the VM's id, so defining twice is defining once.
 *
 * @param name the domain's name on the host, unique there
 * @param title what people call it
 * @param disk the boot disk, qcow2 on virtio
 * @param data its further disks, each qcow2 on virtio
 * @param seed the cloud-init seed, attached read-only as a virtio disk
 * @param drives its CD-ROM drives, each with the disc in it; it starts from its disk while that can be started from, then
 *     from these in turn
 * @param acceleration as probed or forced for this host
 */
public record DomainSpec(
        VmId vm,
        String name,
        String title,
        int vcpus,
        long memoryMib,
        VolumeRef disk,
        List<DataDisk> data,
        Optional<VolumeRef> seed,
        List<Optional<VolumeRef>> drives,
        List<NicSpec> nics,
        Firmware firmware,
        Acceleration acceleration,
        boolean discsFirst) {

    public DomainSpec {
        data = List.copyOf(data);
        drives = List.copyOf(drives);
        nics = List.copyOf(nics);
    }

    /** One without drives and further disks. */
    public DomainSpec(
            VmId vm,
            String name,
            String title,
            int vcpus,
            long memoryMib,
            VolumeRef disk,
            Optional<VolumeRef> seed,
            List<NicSpec> nics,
            Firmware firmware,
            Acceleration acceleration) {
        this(vm, name, title, vcpus, memoryMib, disk, List.of(), seed, List.of(), nics, firmware, acceleration, false);
    }

    public DomainSpec named(String other) {
        return new DomainSpec(
                vm, other, title, vcpus, memoryMib, disk, data, seed, drives, nics, firmware, acceleration, discsFirst);
    }

    public DomainSpec sized(RunningSize size) {
        return new DomainSpec(
                vm,
                name,
                title,
                size.vcpus(),
                size.memoryMib(),
                disk,
                data,
                seed,
                drives,
                nics,
                firmware,
                acceleration,
                discsFirst);
    }

    public DomainSpec with(List<Optional<VolumeRef>> others) {
        return new DomainSpec(
                vm, name, title, vcpus, memoryMib, disk, data, seed, others, nics, firmware, acceleration, discsFirst);
    }

    public DomainSpec withData(List<DataDisk> others) {
        return new DomainSpec(
                vm,
                name,
                title,
                vcpus,
                memoryMib,
                disk,
                others,
                seed,
                drives,
                nics,
                firmware,
                acceleration,
                discsFirst);
    }

    /** As it starts from a disc in its drives, before its disk. */
    public DomainSpec withDiscsFirst() {
        return new DomainSpec(
                vm, name, title, vcpus, memoryMib, disk, data, seed, drives, nics, firmware, acceleration, true);
    }

    public DomainSpec withNics(List<NicSpec> others) {
        return new DomainSpec(
                vm,
                name,
                title,
                vcpus,
                memoryMib,
                disk,
                data,
                seed,
                drives,
                others,
                firmware,
                acceleration,
                discsFirst);
    }

    /** All that has to be there for it to start. */
    public List<VolumeRef> volumes() {
        return Stream.of(
                        Stream.of(disk),
                        data.stream().map(DataDisk::volume),
                        seed.stream(),
                        drives.stream().flatMap(Optional::stream))
                .flatMap(all -> all)
                .toList();
    }

    /**
     * A disk besides the one that it starts from.
     *
     * @param serial what its guest knows it by wherever it is plugged in: at most 20 letters and digits, unique on its host
     * @param slot counted from 0; says what its guest calls it when it starts, and stays while the disk is attached
     */
    public record DataDisk(VolumeRef volume, String serial, int slot) {
        /** After the boot disk and the seed, whether there is one or not. */
        private static final char FIRST = 'c';

        /** How many a domain can have. */
        public static final int MOST = 8;

        public DataDisk {
            if (!serial.matches("[A-Za-z0-9]{1,20}") || slot < 0 || slot >= MOST) {
                throw new IllegalArgumentException("no such disk: " + serial + " in slot " + slot);
            }
        }

        /** What it is called on its host, and mostly in its guest. */
        public String target() {
            return "vd" + (char) (FIRST + slot);
        }
    }

    /**
     * A network card on virtio.
     *
     * @param mac lower-case, colon-separated
     * @param source the bridge's or the libvirt network's name on the host
     * @param filter what it is held to; empty if it may send whatever it likes
     * @param linked whether its cable is in
     */
    public record NicSpec(String mac, NicKind kind, String source, Optional<Filter> filter, boolean linked) {
        public NicSpec(String mac, NicKind kind, String source) {
            this(mac, kind, source, Optional.empty());
        }

        public NicSpec(String mac, NicKind kind, String source, Optional<Filter> filter) {
            this(mac, kind, source, filter, true);
        }

        public NicSpec linked(boolean up) {
            return new NicSpec(mac, kind, source, filter, up);
        }

        public NicSpec unfiltered() {
            return new NicSpec(mac, kind, source, Optional.empty(), linked);
        }
    }

    /**
     * A guest sends in the name of its own hardware address only, is no DHCP server and no router; and in the name of
     * these addresses only, if there are any of that family.
     */
    public record Filter(List<String> addresses) {
        public static final Filter MAC_ONLY = new Filter(List.of());

        public Filter {
            addresses = List.copyOf(addresses);
        }
    }

    public enum NicKind {
        BRIDGE,
        LIBVIRT_NETWORK
    }

    public enum Firmware {
        BIOS,
        UEFI,
        SECURE_BOOT
    }
}
