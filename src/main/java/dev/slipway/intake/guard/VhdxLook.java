package dev.slipway.intake.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A Hyper-V disk: MS-VHDX, sections 2.2 (headers and regions) and 2.6 (metadata). */
final class VhdxLook {
    private static final int KIB = 1024;
    private static final int[] HEADERS_AT = {64 * KIB, 128 * KIB};
    private static final int REGIONS_AT = 192 * KIB;
    private static final int HEADER = 80;
    private static final int TABLE = 64 * KIB;
    private static final int MOST_ENTRIES = 2047;
    private static final int ENTRY = 32;
    private static final int ID = 16;
    private static final int HAS_PARENT = 2;
    private static final String METADATA = "06a27c8b90479a4bb8fe575f050f886e";
    private static final String FILE_PARAMETERS = "3767a1ca36fa434db3b633f0aa44e76b";
    private static final String DISK_SIZE = "2442a52f1bcd7648b2115dbed83bf4b8";
    private static final String PARENT_LOCATOR = "2d5fd3a80bb34d45abf7d3d84834ab0c";
    private static final String DAMAGED = "its description of itself is damaged";

    private final RawBytes file;

    private VhdxLook(RawBytes file) {
        this.file = file;
    }

    static long virtualBytes(RawBytes file) throws IOException {
        return new VhdxLook(file).look();
    }

    private long look() throws IOException {
        requireClosed();
        long metadata = metadata();
        Map<String, Long> items = items(metadata);
        Refusal.unless(!items.containsKey(PARENT_LOCATOR), Disk.STANDS_ON_ANOTHER);
        Long parameters = items.get(FILE_PARAMETERS);
        Long size = items.get(DISK_SIZE);
        if (parameters == null || size == null) {
            throw Refusal.of(DAMAGED);
        }
        int flags = file.read(metadata + parameters, 8).getInt(4);
        Refusal.unless((flags & HAS_PARENT) == 0, Disk.STANDS_ON_ANOTHER);
        return Disk.checked(file.read(metadata + size, 8).getLong(0));
    }

    /** What a log still holds would have to be written into the file first. */
    private void requireClosed() throws IOException {
        long newest = -1;
        boolean closed = false;
        for (int at : HEADERS_AT) {
            var header = file.read(at, HEADER);
            if (RawBytes.text(header.slice(0, 4)).equals("head") && header.getLong(8) > newest) {
                newest = header.getLong(8);
                closed = header.getLong(48) == 0 && header.getLong(56) == 0;
            }
        }
        Refusal.unless(newest >= 0, DAMAGED);
        Refusal.unless(
                closed,
                "it was not closed properly. Shut down what uses it, or convert it with: qemu-img convert -O qcow2"
                        + " YOURS NEW");
    }

    private long metadata() throws IOException {
        var table = file.read(REGIONS_AT, TABLE);
        Refusal.unless(RawBytes.text(table.slice(0, 4)).equals("regi"), DAMAGED);
        int entries = table.getInt(8);
        Refusal.unless(entries > 0 && entries <= MOST_ENTRIES, DAMAGED);
        for (int at = 16; at < 16 + entries * ENTRY; at += ENTRY) {
            if (id(table, at).equals(METADATA)) {
                long offset = table.getLong(at + ID);
                Refusal.unless(offset >= 1024L * KIB && offset <= file.length() - TABLE, DAMAGED);
                return offset;
            }
        }
        throw Refusal.of(DAMAGED);
    }

    private Map<String, Long> items(long metadata) throws IOException {
        var table = file.read(metadata, TABLE);
        Refusal.unless(RawBytes.text(table.slice(0, 8)).equals("metadata"), DAMAGED);
        int entries = Short.toUnsignedInt(table.getShort(10));
        Refusal.unless(entries > 0 && entries <= MOST_ENTRIES, DAMAGED);
        Map<String, Long> items = new HashMap<>();
        for (int at = ENTRY; at < ENTRY + entries * ENTRY && at + ENTRY <= TABLE; at += ENTRY) {
            items.put(id(table, at), Integer.toUnsignedLong(table.getInt(at + ID)));
        }
        return items;
    }

    private static String id(ByteBuffer table, int at) {
        var id = new byte[ID];
        table.get(at, id);
        return HexFormat.of().formatHex(id);
    }
}
