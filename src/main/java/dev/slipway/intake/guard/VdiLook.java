package dev.slipway.intake.guard;

import java.io.IOException;

/** A VirtualBox disk, version 1.1; fields as QEMU's {@code block/vdi.c} describes them. */
final class VdiLook {
    private static final int LENGTH = 512;
    private static final int VERSION = 0x0001_0001;
    private static final int DYNAMIC = 1;
    private static final int STATIC = 2;
    private static final int BLOCK = 1024 * 1024;
    private static final int LINK_AT = 0x1a8;
    private static final int PARENT_AT = 0x1b8;

    private VdiLook() {}

    static long virtualBytes(RawBytes file) throws IOException {
        var head = file.read(0, LENGTH);
        Refusal.unless(head.getInt(0x44) == VERSION, "it is a VirtualBox disk of another version than 1.1");
        int kind = head.getInt(0x4c);
        Refusal.unless(
                head.getLong(LINK_AT) == 0
                        && head.getLong(LINK_AT + 8) == 0
                        && head.getLong(PARENT_AT) == 0
                        && head.getLong(PARENT_AT + 8) == 0,
                Disk.STANDS_ON_ANOTHER);
        Refusal.unless(kind == DYNAMIC || kind == STATIC, Disk.STANDS_ON_ANOTHER);
        long map = Integer.toUnsignedLong(head.getInt(0x154));
        long data = Integer.toUnsignedLong(head.getInt(0x158));
        long bytes = Disk.checked(head.getLong(0x170));
        long block = Integer.toUnsignedLong(head.getInt(0x178));
        long blocks = Integer.toUnsignedLong(head.getInt(0x180));
        long allocated = Integer.toUnsignedLong(head.getInt(0x184));
        Refusal.unless(
                block == BLOCK && blocks == (bytes + BLOCK - 1) / BLOCK && allocated <= blocks,
                "its blocks are of an impossible size or number: it is damaged");
        Refusal.unless(
                map >= LENGTH && map + blocks * 4 <= file.length() && data >= map + blocks * 4,
                "its table of blocks lies outside the file: it is damaged or cut off");
        Refusal.unless(
                data + allocated * BLOCK <= file.length(),
                "it is cut off: its blocks end outside the file. Send it again from a whole copy");
        return bytes;
    }
}
