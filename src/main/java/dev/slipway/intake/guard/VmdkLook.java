package dev.slipway.intake.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A VMware disk in one file: its header, and the description within it, which could name other files. VMware's “Virtual Disk Format 5.0”. */
final class VmdkLook {
    private static final int SECTOR = 512;
    private static final int MOST_DESCRIPTION_SECTORS = 200;
    private static final long MOST_GRAINS_PER_TABLE = 512;
    private static final int TWO_TABLES = 2;
    private static final long AT_THE_END = -1;
    private static final Set<String> KINDS = Set.of("monolithicsparse", "streamoptimized");
    private static final Pattern VALUE = Pattern.compile("\\s*([A-Za-z0-9_.]+)\\s*=\\s*\"?([^\"]*)\"?\\s*");
    private static final Pattern EXTENT = Pattern.compile("\\s*(RW|RDONLY|NOACCESS)\\s+\\d+\\s+.*");
    private static final String OTHER_FILES =
            "its description names other files. Send a single file: qemu-img convert -O qcow2 YOURS NEW";

    private VmdkLook() {}

    static long virtualBytes(RawBytes file) throws IOException {
        var head = file.read(0, SECTOR);
        int version = head.getInt(4);
        Refusal.unless(
                version >= 1 && version <= 3, "it is a VMware disk of version " + version + "; 1 to 3 are known");
        long capacity = head.getLong(12);
        long grain = head.getLong(20);
        long description = head.getLong(28);
        long descriptionSectors = head.getLong(36);
        int perTable = head.getInt(44);
        // With a capacity of 0, QEMU would follow the description instead.
        Refusal.unless(capacity > 0 && capacity <= Disk.MOST_BYTES / SECTOR, "its disk is empty or larger than 2 TiB");
        Refusal.unless(
                grain >= 8
                        && grain <= 2048
                        && Long.bitCount(grain) == 1
                        && perTable > 0
                        && perTable <= MOST_GRAINS_PER_TABLE,
                "its tables have an impossible shape: it is damaged");
        tables(file, head, (capacity + grain * perTable - 1) / (grain * perTable));
        Refusal.unless(
                description > 0
                        && description <= file.length() / SECTOR
                        && descriptionSectors > 0
                        && descriptionSectors <= MOST_DESCRIPTION_SECTORS,
                "it has no description of itself, or one of an impossible length");
        description(RawBytes.text(file.read(description * SECTOR, (int) descriptionSectors * SECTOR)));
        return capacity * SECTOR;
    }

    /** Both copies of the first table; one that is at the end is found, and looked at, by what reads it. */
    private static void tables(RawBytes file, ByteBuffer head, long entries) {
        boolean two = (head.getInt(8) & TWO_TABLES) != 0;
        for (long at : two ? new long[] {head.getLong(48), head.getLong(56)} : new long[] {head.getLong(56)}) {
            Refusal.unless(
                    at == AT_THE_END || (at > 0 && at <= (file.length() - entries * 4) / SECTOR),
                    "its tables lie outside the file: it is damaged or cut off");
        }
    }

    private static void description(String text) {
        List<String> lines =
                Arrays.stream(text.split("\0", 2)[0].split("\r?\n")).toList();
        long extents =
                lines.stream().filter(line -> EXTENT.matcher(line).matches()).count();
        Refusal.unless(extents == 1, OTHER_FILES);
        boolean kindSaid = false;
        for (String line : lines) {
            var value = VALUE.matcher(line);
            if (!value.matches()) {
                continue;
            }
            String said = value.group(2).toLowerCase(Locale.ROOT).strip();
            switch (value.group(1).toLowerCase(Locale.ROOT)) {
                case "createtype" -> {
                    Refusal.unless(KINDS.contains(said), OTHER_FILES);
                    kindSaid = true;
                }
                case "parentcid" -> Refusal.unless(said.equals("ffffffff"), Disk.STANDS_ON_ANOTHER);
                case "parentfilenamehint" -> throw Refusal.of(Disk.STANDS_ON_ANOTHER);
                default -> {
                    // Geometry, versions of tools: of no consequence.
                }
            }
        }
        Refusal.unless(kindSaid, "its description of itself is damaged");
    }
}
