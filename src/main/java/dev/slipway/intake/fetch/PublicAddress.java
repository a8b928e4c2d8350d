package dev.slipway.intake.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Whether an address is one of the internet's: by IANA's special-purpose registries (RFC 6890), with what wraps others. */
final class PublicAddress {
    private record Block(byte[] first, int bits) {
        static Block of(int bits, int... first) {
            var bytes = new byte[first.length];
            for (int i = 0; i < first.length; i++) {
                bytes[i] = (byte) first[i];
            }
            return new Block(bytes, bits);
        }

        boolean has(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                int wanted = bit / 8 < first.length ? first[bit / 8] : 0;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> SPECIAL_4 = List.of(
            Block.of(8, 0),
            Block.of(8, 10),
            Block.of(10, 100, 64),
            Block.of(8, 127),
            Block.of(16, 169, 254),
            Block.of(12, 172, 16),
            Block.of(24, 192, 0, 0),
            Block.of(24, 192, 0, 2),
            Block.of(24, 192, 88, 99),
            Block.of(16, 192, 168),
            Block.of(15, 198, 18),
            Block.of(24, 198, 51, 100),
            Block.of(24, 203, 0, 113),
            Block.of(3, 224));

    /** All that is not 2000::/3, and within it Teredo, 6to4 and documentation. */
    private static final List<Block> SPECIAL_6 =
            List.of(Block.of(23, 0x20, 0x01, 0x00), Block.of(32, 0x20, 0x01, 0x0d, 0xb8), Block.of(16, 0x20, 0x02));

    private static final Block GLOBAL_6 = Block.of(3, 0x20);

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? GLOBAL_6.has(bytes) && SPECIAL_6.stream().noneMatch(block -> block.has(bytes))
                : SPECIAL_4.stream().noneMatch(block -> block.has(bytes));
    }
}
