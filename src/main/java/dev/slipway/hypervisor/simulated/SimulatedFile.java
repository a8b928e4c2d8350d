package dev.slipway.hypervisor.simulated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * A volume as a file: how it begins, and then zeros. A disk of ours is a qcow2 to be read, moved, and stood on another base, with
 * nothing in it but what it stands on; its reference counts are beyond the zeros.
 */
record SimulatedFile(byte[] begins, long length) {
    /** How much of a file is kept. */
    static final int HEAD = 4096;

    private static final int MAGIC = 0x514649fb;
    private static final int CLUSTER_BITS = 16;
    private static final int BASE_AT = 8;
    private static final int BASE_LENGTH_AT = 16;
    private static final int CLUSTER_BITS_AT = 20;
    private static final int CAPACITY_AT = 24;
    private static final int ENTRIES_AT = 36;
    private static final int TABLE_AT = 40;
    private static final int COUNTS_AT = 48;
    private static final int COUNT_CLUSTERS_AT = 56;
    private static final int COUNT_ORDER_AT = 96;
    private static final int HEADER_LENGTH_AT = 100;
    private static final int HEADER_LENGTH = 104;
    private static final int CLUSTER = 1 << CLUSTER_BITS;
    /** What one entry of the first table covers. */
    private static final long COVERED = 512L * 1024 * 1024;

    private static final int WRITTEN_AT = 128;
    private static final long OURS = 0x534c49505741592dL;
    private static final int NAME_AT = 512;
    private static final long BLOCK_AT = 3L * CLUSTER;
    private static final byte[] COUNTS =
            ByteBuffer.allocate(Long.BYTES).putLong(BLOCK_AT).array();
    /** Of header, table of counts, table of clusters, and the counts themselves. */
    private static final byte[] BLOCK = {0, 1, 0, 1, 0, 1, 0, 1};

    static byte[] overlay(long capacity, Optional<String> base, UUID written) {
        var file = ByteBuffer.allocate(HEAD);
        var name = base.orElse("").getBytes(StandardCharsets.UTF_8);
        file.putInt(0, MAGIC).putInt(4, 3);
        file.putLong(BASE_AT, name.length == 0 ? 0 : NAME_AT).putInt(BASE_LENGTH_AT, name.length);
        file.putInt(CLUSTER_BITS_AT, CLUSTER_BITS).putLong(CAPACITY_AT, capacity);
        file.putLong(COUNTS_AT, CLUSTER).putInt(COUNT_CLUSTERS_AT, 1).putInt(COUNT_ORDER_AT, 4);
        file.putInt(ENTRIES_AT, (int) ((capacity + COVERED - 1) / COVERED)).putLong(TABLE_AT, 2L * CLUSTER);
        file.putInt(HEADER_LENGTH_AT, HEADER_LENGTH);
        file.putLong(WRITTEN_AT, OURS)
                .putLong(WRITTEN_AT + 8, written.getMostSignificantBits())
                .putLong(WRITTEN_AT + 16, written.getLeastSignificantBits());
        file.put(NAME_AT, name);
        return file.array();
    }

    /** What is there. */
    void read(long from, byte[] into, int offset, int count) {
        Arrays.fill(into, offset, offset + count, (byte) 0);
        put(begins, 0, from, into, offset, count);
        if (written().isPresent()) {
            put(COUNTS, CLUSTER, from, into, offset, count);
            put(BLOCK, BLOCK_AT, from, into, offset, count);
        }
    }

    private static void put(byte[] piece, long at, long from, byte[] into, int offset, int count) {
        long begin = Math.max(at, from);
        long end = Math.min(at + piece.length, from + count);
        if (begin < end) {
            System.arraycopy(piece, (int) (begin - at), into, offset + (int) (begin - from), (int) (end - begin));
        }
    }

    boolean isQcow2() {
        return begins.length >= CAPACITY_AT + 8 && buffer().getInt(0) == MAGIC;
    }

    long capacity() {
        return buffer().getLong(CAPACITY_AT);
    }

    Optional<String> base() {
        var at = buffer().getLong(BASE_AT);
        var size = buffer().getInt(BASE_LENGTH_AT);
        return at <= 0 || size <= 0 || at + size > begins.length
                ? Optional.empty()
                : Optional.of(new String(begins, (int) at, size, StandardCharsets.UTF_8));
    }

    Optional<UUID> written() {
        return begins.length < HEAD || buffer().getLong(WRITTEN_AT) != OURS
                ? Optional.empty()
                : Optional.of(new UUID(buffer().getLong(WRITTEN_AT + 8), buffer().getLong(WRITTEN_AT + 16)));
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(begins);
    }
}
