package dev.slipway.hypervisor.simulated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/** A volume as a file: how it begins, and then zeros. Enough of a qcow2 to be read, moved, and stood on another base. */
record SimulatedFile(byte[] begins, long length) {
    /** How much of a file is kept. */
    static final int HEAD = 4096;

    private static final int MAGIC = 0x514649fb;
    private static final int CLUSTER_BITS = 16;
    private static final int BASE_AT = 8;
    private static final int BASE_LENGTH_AT = 16;
    private static final int CLUSTER_BITS_AT = 20;
    private static final int CAPACITY_AT = 24;
    private static final int WRITTEN_AT = 128;
    private static final long OURS = 0x534c49505741592dL;
    private static final int NAME_AT = 512;

    static byte[] overlay(long capacity, Optional<String> base, UUID written) {
        var file = ByteBuffer.allocate(HEAD);
        var name = base.orElse("").getBytes(StandardCharsets.UTF_8);
        file.putInt(0, MAGIC).putInt(4, 3);
        file.putLong(BASE_AT, name.length == 0 ? 0 : NAME_AT).putInt(BASE_LENGTH_AT, name.length);
        file.putInt(CLUSTER_BITS_AT, CLUSTER_BITS).putLong(CAPACITY_AT, capacity);
        file.putLong(WRITTEN_AT, OURS)
                .putLong(WRITTEN_AT + 8, written.getMostSignificantBits())
                .putLong(WRITTEN_AT + 16, written.getLeastSignificantBits());
        file.put(NAME_AT, name);
        return file.array();
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
