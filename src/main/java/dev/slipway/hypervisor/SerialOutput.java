package dev.slipway.hypervisor;

/**
 * A piece of what a guest said on its serial line, byte by byte as it said it.
 *
 * @param from where it begins in what is kept
 * @param size how much is kept in all
 */
public record SerialOutput(byte[] bytes, long from, long size) {
    public static final SerialOutput NONE = new SerialOutput(new byte[0], 0, 0);

    /** Where a piece of that much begins. @param wish as in {@link HostSerial#serialOutput} */
    public static long begin(long wish, long size) {
        return Math.clamp(wish < 0 ? size + wish : wish, 0, size);
    }
}
