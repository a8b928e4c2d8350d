package dev.slipway.network;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How RFC 5952 says that an IPv6 address is written: the longest run of zeros, from two groups on, is a double colon. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(byte[] bytes) {
        var groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        int best = 0;
        int length = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups[to] == 0) {
                to++;
            }
            if (to - from > length) {
                best = from;
                length = to - from;
            }
        }
        return length < 2
                ? text(groups, 0, GROUPS)
                : text(groups, 0, best) + "::" + text(groups, best + length, GROUPS);
    }

    private static String text(int[] groups, int from, int to) {
        return Arrays.stream(groups, from, to).mapToObj(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
