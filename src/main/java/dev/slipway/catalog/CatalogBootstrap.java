package dev.slipway.catalog;

import dev.slipway.identity.Actor;
import dev.slipway.kernel.Conflict;
import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Resources;
import dev.slipway.kernel.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Gives a new installation sizes and a golden image, and has the image copied to the first host before anybody asks. In
 * the background, so that neither a large file nor a dead host holds up the start; at every start, on every node.
 */
@Component
class CatalogBootstrap implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(CatalogBootstrap.class);
    private static final Actor BOOTSTRAP = Actor.system("bootstrap");
    private static final long MIN_MEMORY_MIB = 128;

    private final Sizes sizes;
    private final Images images;
    private final StagingAhead staging;
    private final CatalogBootstrapProperties properties;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("catalog-bootstrap").unstarted(this::run);

    CatalogBootstrap(Sizes sizes, Images images, StagingAhead staging, CatalogBootstrapProperties properties) {
        this.sizes = sizes;
        this.images = images;
        this.staging = staging;
        this.properties = properties;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }

    private void run() {
        try {
            createSizes();
            var image = publish();
            if (image.isPresent()) {
                staging.stage(image.get(), properties.hostName());
            }
        } catch (Problem e) {
            log.error("The catalogue is not set up as the settings say: {} ({})", e.sentence(), e.logDetail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void createSizes() {
        if (!sizes.list(BOOTSTRAP).isEmpty()) {
            return;
        }
        Map<String, Resources> first = new LinkedHashMap<>();
        first.put("tiny", new Resources(1, 256, 1024));
        first.put("small", new Resources(1, 1024, 10 * 1024));
        first.put("medium", new Resources(2, 2048, 20 * 1024));
        first.put("large", new Resources(4, 8192, 80 * 1024));
        first.forEach((name, resources) -> {
            try {
                sizes.create(name, resources, BOOTSTRAP);
            } catch (Conflict e) {
                log.debug("Another node has made size {} meanwhile", name);
            }
        });
    }

    private Optional<ImageView> publish() {
        return properties.file().map(file -> {
            var image = images.publish(draft(file), file, BOOTSTRAP);
            log.info("Image {} is published in version {}", image.name(), image.versionLabel());
            return image;
        });
    }

    private ImageDraft draft(Path file) {
        return new ImageDraft(
                "Slipway tiny",
                "A very small Linux that boots in seconds: to try things out",
                "Slipway tiny (Debian kernel, busybox)",
                properties.imageUser(),
                Firmware.BIOS,
                true,
                true,
                MIN_MEMORY_MIB,
                dayOf(file));
    }

    private static String dayOf(Path file) {
        try {
            var changed = Files.getLastModifiedTime(file).toInstant();
            return DateTimeFormatter.ISO_LOCAL_DATE.format(changed.atOffset(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new Unavailable(
                    "bootstrap-image",
                    "The image that slipway.bootstrap.image names cannot be read.",
                    file.toString(),
                    e);
        }
    }
}
