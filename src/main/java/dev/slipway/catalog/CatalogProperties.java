package dev.slipway.catalog;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param osinfoDirectory where libosinfo's database is, if the machine has it: Debian's package {@code osinfo-db} */
@ConfigurationProperties("slipway.catalog")
record CatalogProperties(@DefaultValue("/usr/share/osinfo") Path osinfoDirectory) {}
