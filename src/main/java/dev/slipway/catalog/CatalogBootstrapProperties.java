package dev.slipway.catalog;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the catalogue starts with.
 *
 * @param image file of the first golden image, or nothing
 * @param imageUser who the SSH key lets in
 * @param hostName the host to which it is copied ahead of the first launch
 */
@ConfigurationProperties("slipway.bootstrap")
record CatalogBootstrapProperties(
        @DefaultValue("") String image,
        @DefaultValue("root") String imageUser,
        @DefaultValue("local") String hostName) {

    Optional<Path> file() {
        return image.isBlank() ? Optional.empty() : Optional.of(Path.of(image));
    }
}
