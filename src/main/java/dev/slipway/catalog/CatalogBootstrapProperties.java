package dev.slipway.catalog;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the catalogue starts with.
 *
 * @param image files of the first golden images; {@code FILE.properties} beside one describes it
 * @param imageUser who the SSH key lets in, where the description does not say
 * @param hostName the host to which they are copied ahead of the first launch
 */
@ConfigurationProperties("slipway.bootstrap")
record CatalogBootstrapProperties(
        @DefaultValue List<Path> image,
        @DefaultValue("root") String imageUser,
        @DefaultValue("local") String hostName) {}
