package dev.slipway.intake;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may come in, and from where.
 *
 * @param largest of one file
 * @param keepFree what has to stay free where images are kept
 * @param mostAtOnce files on their way at once, for each person
 * @param expiry how long one is kept that nothing happens to
 * @param schemes that may be fetched from: https, http
 * @param hosts that may be fetched from, such as {@code cloud.debian.org} or {@code *.debian.org}; {@code *} = any
 * @param privateAddresses whether addresses within one's own networks may be fetched from
 * @param silence how long a server may say nothing
 * @param slowest bytes a second that a server must keep up, measured over {@code slowWindow}
 * @param patience how long after the last byte fetching is given up
 */
@ConfigurationProperties("slipway.intake")
record IntakeSettings(
        @DefaultValue("256GB") DataSize largest,
        @DefaultValue("5GB") DataSize keepFree,
        @DefaultValue("4") int mostAtOnce,
        @DefaultValue("3d") Duration expiry,
        @DefaultValue("https") List<String> schemes,
        @DefaultValue("*") List<String> hosts,
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("30s") Duration silence,
        @DefaultValue("16KB") DataSize slowest,
        @DefaultValue("1m") Duration slowWindow,
        @DefaultValue("10m") Duration patience) {}
