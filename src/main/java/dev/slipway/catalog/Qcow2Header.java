package dev.slipway.catalog;

import static dev.slipway.catalog.Qcow2Check.require;

import java.nio.ByteBuffer;

/** The fixed fields of a qcow2 file, and what is demanded of each. */
record Qcow2Header(
        int version,
        long backingOffset,
        int backingLength,
        int clusterBits,
        long virtualBytes,
        int encryption,
        long l1Entries,
        long l1Offset,
        long refcountOffset,
        long refcountClusters,
        int snapshots,
        long incompatible,
        int refcountOrder,
        int length,
        int compression) {
    static final int LONGEST = 112;
    private static final int MAGIC = 0x514649fb;
    private static final int V2_LENGTH = 72;
    private static final int V3_LENGTH = 104;
    private static final long TIB = 1L << 40;
    private static final int SECTOR = 512;
    private static final long MOST_L1_ENTRIES = 32L * 1024 * 1024 / 8;
    private static final long MOST_REFCOUNT_BYTES = 8L * 1024 * 1024;

    private static final long DIRTY = 1;
    private static final long CORRUPT = 1 << 1;
    private static final long EXTERNAL_DATA = 1 << 2;
    private static final long COMPRESSION_TYPE = 1 << 3;
    private static final long EXTENDED_L2 = 1 << 4;
    private static final long KNOWN = DIRTY | CORRUPT | EXTERNAL_DATA | COMPRESSION_TYPE | EXTENDED_L2;

    static Qcow2Header parse(ByteBuffer head) {
        require(
                head.limit() >= V2_LENGTH && head.getInt(0) == MAGIC,
                "it is no qcow2 file. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        int version = head.getInt(4);
        require(version == 2 || version == 3, "it is qcow2 of version " + version + "; versions 2 and 3 are known");
        boolean v3 = version == 3;
        require(!v3 || head.limit() >= V3_LENGTH, "its header is cut off");
        int length = v3 ? head.getInt(100) : V2_LENGTH;
        boolean tellsCompression = v3 && length > V3_LENGTH && head.limit() > V3_LENGTH;
        return new Qcow2Header(
                version,
                head.getLong(8),
                head.getInt(16),
                head.getInt(20),
                head.getLong(24),
                head.getInt(32),
                Integer.toUnsignedLong(head.getInt(36)),
                head.getLong(40),
                head.getLong(48),
                Integer.toUnsignedLong(head.getInt(56)),
                head.getInt(60),
                v3 ? head.getLong(72) : 0,
                v3 ? head.getInt(96) : 4,
                length,
                tellsCompression ? Byte.toUnsignedInt(head.get(V3_LENGTH)) : 0);
    }

    long clusterSize() {
        return 1L << clusterBits;
    }

    /** All that can be said without reading further. */
    void check(long fileLength) {
        require(
                backingOffset == 0 && backingLength == 0,
                "it stands on another file (a backing file). Flatten it with: qemu-img convert -O qcow2 YOURS NEW");
        checkButForBase(fileLength);
    }

    boolean standsOnAnother() {
        return backingOffset != 0;
    }

    /** As {@link #check}, of a file that may stand on another one. */
    void checkButForBase(long fileLength) {
        require(encryption == 0, "it is encrypted. Decrypt it first");
        features();
        require(clusterBits >= 9 && clusterBits <= 21, "its cluster size is impossible");
        require(virtualBytes > 0 && virtualBytes % SECTOR == 0, "its disk size is impossible");
        require(virtualBytes <= 2 * TIB, "its disk is larger than 2 TiB");
        require(snapshots == 0, "it holds snapshots. Remove them with: qemu-img convert -O qcow2 YOURS NEW");
        require(refcountOrder >= 0 && refcountOrder <= 6, "its reference counts are of an unknown kind");
        require(
                length == V2_LENGTH || (length >= V3_LENGTH && length <= clusterSize() && length % 8 == 0),
                "its header has an impossible length");
        require(
                refcountClusters > 0
                        && refcountClusters * clusterSize() <= MOST_REFCOUNT_BYTES
                        && within(refcountOffset, refcountClusters * clusterSize(), fileLength),
                "its reference counts lie outside the file: it is damaged or cut off");
        require(
                l1Entries >= neededL1Entries()
                        && l1Entries <= MOST_L1_ENTRIES
                        && within(l1Offset, l1Entries * 8, fileLength),
                "its first table is too small, too large or outside the file: it is damaged or cut off");
    }

    private void features() {
        require((incompatible & DIRTY) == 0, "it was not closed properly. Repair it with: qemu-img check -r all");
        require((incompatible & CORRUPT) == 0, "it is marked as damaged");
        require(
                (incompatible & EXTERNAL_DATA) == 0,
                "it keeps its data in another file. Convert it with: qemu-img convert -O qcow2 YOURS NEW");
        require((incompatible & ~KNOWN) == 0, "it uses features that are not known here");
        require(compression == 0 || compression == 1, "it is compressed in an unknown way");
    }

    private long neededL1Entries() {
        long entryBytes = (incompatible & EXTENDED_L2) == 0 ? 8 : 16;
        long covered = clusterSize() * (clusterSize() / entryBytes);
        return (virtualBytes + covered - 1) / covered;
    }

    private boolean within(long offset, long bytes, long fileLength) {
        return offset > 0 && offset % clusterSize() == 0 && offset <= fileLength - bytes;
    }
}
