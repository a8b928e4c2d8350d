package dev.slipway.network;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param macPrefix three to five bytes with which hardware addresses of VMs begin, in hexadecimal with colons */
@ConfigurationProperties("slipway.network")
record NetworkProperties(@DefaultValue("52:54:00") String macPrefix) {
    private static final int GROUP = 1;
    private static final int LOCAL = 2;

    NetworkProperties {
        macPrefix = macPrefix.strip().toLowerCase(Locale.ROOT);
        if (!macPrefix.matches("[0-9a-f]{2}(:[0-9a-f]{2}){2,4}")) {
            throw new IllegalArgumentException(
                    "slipway.network.mac-prefix is three to five bytes such as 52:54:00, not " + macPrefix);
        }
        int first = Integer.parseInt(macPrefix.substring(0, 2), 16);
        if ((first & GROUP) != 0 || (first & LOCAL) == 0) {
            throw new IllegalArgumentException(
                    "slipway.network.mac-prefix " + macPrefix
                            + " is nobody's to choose: its first byte ends in 2, 6, a or e, for addresses that no maker gives out");
        }
        if (first == 0xfe) {
            throw new IllegalArgumentException(
                    "slipway.network.mac-prefix begins with fe, which hosts use for their own ends of guests' cables");
        }
    }
}
