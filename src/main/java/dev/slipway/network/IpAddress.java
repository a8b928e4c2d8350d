package dev.slipway.network;

import dev.slipway.kernel.InvalidRequest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IPv4 or IPv6 address. @param bits 32 or 128 */
record IpAddress(BigInteger value, int bits) implements Comparable<IpAddress> {
    /** @param field that a refusal names @throws InvalidRequest if it is none; no name is ever looked up */
    static IpAddress parse(String text, String field) {
        return tried(text)
                .orElseThrow(() -> new InvalidRequest(
                        "not-an-address", field, text + " is no IP address, such as 192.168.10.1 or fd00::1."));
    }

    private static Optional<IpAddress> tried(String text) {
        // The four numbers of IPv4 in full: the short and octal ways that are also understood mean other addresses to
        // others.
        if (!text.matches("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}")
                && !text.matches("[0-9a-fA-F:]+:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            var bytes = InetAddress.ofLiteral(text).getAddress();
            return Optional.of(new IpAddress(new BigInteger(1, bytes), bytes.length * 8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isIpv6() {
        return bits == 128;
    }

    IpAddress plus(BigInteger n) {
        return new IpAddress(value.add(n), bits);
    }

    @Override
    public int compareTo(IpAddress other) {
        return bits == other.bits ? value.compareTo(other.value) : Integer.compare(bits, other.bits);
    }

    /** One text for one address: IPv6 is short and lower-case. */
    @Override
    public String toString() {
        var bytes = new byte[bits / 8];
        var raw = value.toByteArray();
        int length = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - length, bytes, bytes.length - length, length);
        try {
            return bits == 32 ? InetAddress.getByAddress(bytes).getHostAddress() : Ipv6Text.of(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
