package dev.slipway.console;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param guacdHost where guacd listens; it has no authentication, so nobody else may reach it
 * @param silence a browser that said nothing for so long is gone
 * @param firstPicture how long a screen may take to show something before it is dialled anew
 * @param recheck how often an open console's permission is asked for anew
 * @param perUser how many consoles one person may have open at once on this node
 */
@ConfigurationProperties("slipway.console")
record ConsoleSettings(
        @DefaultValue("127.0.0.1") String guacdHost,
        @DefaultValue("4822") int guacdPort,
        @DefaultValue("15s") Duration silence,
        @DefaultValue("8s") Duration firstPicture,
        @DefaultValue("10s") Duration recheck,
        @DefaultValue("50") int perUser) {}
