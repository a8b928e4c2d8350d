package dev.slipway.vm.seed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the root directory of an ISO 9660 image by its Rock Ridge names, as a Linux guest does. */
public record IsoReader(String label, Map<String, String> files) {
    private static final int SECTOR = 2048;
    private static final int PRIMARY = 16 * SECTOR;

    public static IsoReader read(byte[] iso) {
        var b = ByteBuffer.wrap(iso).order(ByteOrder.LITTLE_ENDIAN);
        var label = text(iso, PRIMARY + 40, 32).strip();
        int root = PRIMARY + 156;
        int at = b.getInt(root + 2) * SECTOR;
        int end = at + b.getInt(root + 10);
        var files = new HashMap<String, String>();
        while (at < end && iso[at] != 0) {
            int length = iso[at] & 0xff;
            int nameLength = iso[at + 32] & 0xff;
            var name = rockRidgeName(iso, at + 33 + nameLength + (nameLength % 2 == 0 ? 1 : 0), at + length);
            if (!name.isEmpty()) {
                files.put(name, text(iso, b.getInt(at + 2) * SECTOR, b.getInt(at + 10)));
            }
            at += length;
        }
        return new IsoReader(label, files);
    }

    private static String rockRidgeName(byte[] iso, int from, int to) {
        for (int at = from; at + 4 <= to && iso[at] != 0; at += iso[at + 2] & 0xff) {
            if (iso[at] == 'N' && iso[at + 1] == 'M') {
                return text(iso, at + 5, (iso[at + 2] & 0xff) - 5);
            }
        }
        return "";
    }

    private static String text(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
