package dev.slipway.intake.guard;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Says what a file is by its content, never by its name, and never by a guess: a raw disk is only what begins like one.
 * So nothing that another program would take for a format with references in it gets in as raw.
 */
final class FormatLook {
    private static final String UNPACK = "Unpack it first, and send what is in it";
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();
    private static final int TAR_AT = 257;
    private static final int ISO_AT = 0x8001;
    private static final int VDI_AT = 0x40;
    private static final int BOOT_MARK_AT = 510;
    private static final int SECTOR = 512;
    private static final int DESCRIPTOR_WITHIN = 4096;

    static {
        OTHERS.put("\u001f\u008b", "it is compressed (gzip). " + UNPACK);
        OTHERS.put("BZh", "it is compressed (bzip2). " + UNPACK);
        OTHERS.put("\u00fd7zXZ\0", "it is compressed (xz). " + UNPACK);
        OTHERS.put("\u0028\u00b5\u002f\u00fd", "it is compressed (zstd). " + UNPACK);
        OTHERS.put("7z\u00bc\u00af", "it is a 7z archive. " + UNPACK);
        OTHERS.put("PK\u0003\u0004", "it is a zip archive. " + UNPACK);
        OTHERS.put("Rar!", "it is a rar archive. " + UNPACK);
        OTHERS.put("LUKS\u00ba\u00be", "it is encrypted (LUKS). Decrypt it first");
        OTHERS.put("QED\0", "it is of the abandoned format QED. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put("COWD", "it is a VMware disk of an old kind. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put(
                "conectix", "it is a disk of Virtual PC (vhd). Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put(
                "cxsparse", "it is a disk of Virtual PC (vhd). Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put(
                "WithoutFreeSpace", "it is a disk of Parallels. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put(
                "WithouFreSpacExt", "it is a disk of Parallels. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put("Bochs Virtual HD", "it is a disk of Bochs. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        OTHERS.put("OOOM", "it is a saved state of a machine, not a disk");
        OTHERS.put("\u007fELF", "it is a program, not a disk");
        OTHERS.put(
                "<", "it is a page or description (HTML or XML), not a disk. Look whether the right file was fetched");
        OTHERS.put("{", "it is text (JSON), not a disk. Look whether the right file was fetched");
        OTHERS.put("json:", "it is text, not a disk");
    }

    private FormatLook() {}

    static ImageFormat at(RawBytes file) throws IOException {
        Refusal.unless(file.length() > 0, "it is empty");
        if (file.has(0, "QFI\u00fb")) {
            return ImageFormat.QCOW2;
        }
        if (file.has(0, "KDMV")) {
            return ImageFormat.VMDK;
        }
        if (file.has(0, "vhdxfile")) {
            return ImageFormat.VHDX;
        }
        if (file.has(VDI_AT, "\u007f\u0010\u00da\u00be")) {
            return ImageFormat.VDI;
        }
        if (file.has(ISO_AT, "CD001")) {
            return ImageFormat.ISO;
        }
        refuseOthers(file);
        Refusal.unless(
                file.has(BOOT_MARK_AT, "\u0055\u00aa") || file.has(SECTOR, "EFI PART"),
                "it is neither qcow2, vmdk, vdi, vhdx nor an ISO, and no disk that a machine could start from either:"
                        + " it has no boot sector and no partition table");
        return ImageFormat.RAW;
    }

    private static void refuseOthers(RawBytes file) throws IOException {
        for (var other : OTHERS.entrySet()) {
            Refusal.unless(!file.has(0, other.getKey()), other.getValue());
        }
        Refusal.unless(
                !file.has(TAR_AT, "ustar"), "it is a tar or OVA archive. " + UNPACK + " (the disk, without the .ovf)");
        var head = RawBytes.text(file.readUpTo(0, DESCRIPTOR_WITHIN)).stripLeading();
        Refusal.unless(
                !head.startsWith("# Disk DescriptorFile") && !head.contains("createType="),
                "it only describes a VMware disk whose data is in other files. Send a single file: qemu-img convert -O"
                        + " qcow2 YOURS NEW");
        Refusal.unless(
                file.length() < SECTOR || !file.has(file.length() - SECTOR, "conectix"),
                "it is a disk of Virtual PC (vhd). Convert it with: qemu-img convert -O qcow2 YOURS NEW");
    }
}
